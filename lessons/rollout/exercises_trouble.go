package rollout

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckRefusedFewer checks how many requests an update without surge refuses.
func CheckRefusedFewer(nb *notebook.Cell) { refusedFewer().Check(nb) }

// refusedFewer asks for the refusals of four pods that are replaced one by one
// without a surge.
func refusedFewer() exercise.Number {
	cfg := roomy()
	cfg.Replicas, cfg.MaxSurge, cfg.MaxUnavailable = 4, Pods(0), Pods(1)
	cfg.EndpointLag, cfg.PreStop, cfg.Duration = 3, 0, 120
	want := 0.0
	if report, err := Run(cfg); err == nil { // the settings are valid
		want = report.MeanLoss().Refused
	}
	return exercise.Number{
		Label: "requests refused, on average", Want: want, Tolerance: 0.01,
		Slips: []exercise.NumberSlip{
			{Says: "That is the formula for maxUnavailable 0, in which every pod is one of four. Here a pod is missing from " +
				"the " +
				"second one on.", Value: ExpectedRefused(cfg.Rate, 3, 0)},
			{Says: "Only the second, third and fourth pod are one of three. When the first is told to stop, all four are on " +
				"the list.",
				Value: 8 * 3 * 4.0 / 3},
			{Says: "That is how many requests arrive in one lag of 3 seconds if one pod of three is down: the share of one " +
				"pod. " +
				"Add up the shares of all four.", Value: 8},
		},
	}
}

// CheckWhichGrace checks the choice of a sleep and a grace period.
func CheckWhichGrace(nb *notebook.Cell) { whichGrace().Check(nb) }

func whichGrace() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "no sleep, grace period 60 s",
			Why: "Nothing is cut off, but for 4 seconds each pod's share is refused: the news of its end is still on its way."},
		{Text: "sleep 5 s, grace period 20 s",
			Why: "The sleep outlasts the lag. But a request that arrives at its end has 15 seconds left and may need 20."},
		{Text: "sleep 5 s, grace period 30 s", Right: true,
			Why: "The sleep outlasts the lag of 4 s, and 5 + 20 = 25 s is less than 30 s, with room to spare."},
		{Text: "sleep 30 s, grace period 30 s",
			Why: "The hook uses up the whole grace period. After SIGTERM only 2 seconds are left for requests of up to 20."},
	}}
}

// CheckIsItStuck checks which of some updates is stuck.
func CheckIsItStuck(nb *notebook.Cell) { isItStuck().Check(nb) }

func isItStuck() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "“Waiting for deployment \"churn\" rollout to finish: 2 out of 6 new replicas have been updated…”, 20 " +
			"seconds after the start",
			Why: "That is an update on its way. It is stuck only when nothing changes for the whole progress deadline."},
		{Text: "“error: deployment \"churn\" exceeded its progress deadline”", Right: true,
			Why: "For 600 seconds, unless the manifest says otherwise, no pod has become ready. The update waits, and will " +
				"not go on by " +
				"itself."},
		{Text: "A new pod shows ImagePullBackOff for half an hour.", Right: true,
			Why: "The name of the image is wrong, or the cluster may not fetch it. The pod never becomes ready, so the " +
				"update cannot go on."},
		{Text: "An old pod shows Terminating for 25 seconds, and the grace period is 30.",
			Why: "It is finishing its requests, as it should."},
	}}
}

// CheckBringItBack checks how a stuck update is undone.
func CheckBringItBack(nb *notebook.Cell) { bringItBack().Check(nb) }

func bringItBack() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "kubectl rollout undo deployment/churn", Right: true,
			Why: "The Deployment gets the pod template of the version before, and a rolling update to it begins: new pods " +
				"that never became " +
				"ready go first."},
		{Text: "kubectl set image deployment/churn churn=registry.example.com/churn:7, if 7 is the version that " +
			"worked", Right: true,
			Why: "The image is what differs between the versions, so naming the old one has the same effect."},
		{Text: "kubectl delete pods -l app=churn",
			Why: "That ends the old pods, too, which still serve. What comes back is the broken version."},
		{Text: "Wait: Kubernetes undoes an update that misses its deadline.",
			Why: "It only reports it. Undoing is up to you."},
		{Text: "Raise progressDeadlineSeconds.",
			Why: "The message comes later, and the pods are as broken as before."},
	}}
}

// CheckWhichBudget checks which disruption budgets let a node be emptied.
func CheckWhichBudget(nb *notebook.Cell) { whichBudget().Check(nb) }

func whichBudget() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "minAvailable 6 of 6 replicas",
			Why: "No pod may be missing, so every eviction is refused, and the drain tries for ever."},
		{Text: "minAvailable 5 of 6 replicas", Right: true,
			Why: "One pod may be missing at a time. The drain goes on when its replacement is ready."},
		{Text: "maxUnavailable 1 of 6 replicas", Right: true,
			Why: "The same promise in other words. It also stays right when the number of replicas changes."},
		{Text: "minAvailable 1 of 1 replica",
			Why: "The only pod may never be evicted. A service that must survive maintenance needs two."},
		{Text: "no budget at all",
			Why: "The node is emptied at once, and all its pods are gone together. Here that leaves too few."},
	}}
}
