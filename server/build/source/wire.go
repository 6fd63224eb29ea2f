package source

import "abacus/server/wire"

// What pages, their workers and prepared courses are made of.
type (
	Edit          = wire.Edit
	Request       = wire.BuildRequest
	Diagnostic    = wire.Diagnostic
	Data          = wire.CourseData
	Package       = wire.ImportablePackage
	Lesson        = wire.LessonSource
	File          = wire.SourceFile
	Kit           = wire.AssemblerKit
	PackedPackage = wire.PackedPackage
	Question      = wire.AssemblerQuestion
	Answer        = wire.AssemblerAnswer
)
