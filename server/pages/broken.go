package pages

// LogBroken logs every problem of own lessons.
func (p *Room) LogBroken() {
	course := p.Course()
	for _, problem := range course.OwnProblems {
		p.Log.Warn("not a lesson", "problem", problem.Error())
	}
	for _, l := range course.Lessons {
		for _, problem := range l.Broken {
			p.Log.Warn("lesson "+l.Slug+" is broken", "problem", problem.Error())
		}
	}
}

// Broken counts the problems of own lessons.
func (p *Room) Broken() (n int) {
	for _, l := range p.Course().Lessons {
		n += len(l.Broken)
	}
	return n
}
