package tables

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/tables.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"ShopTables": ShopTables,
		"FollowKeys": FollowKeys,
		"LookUpCost": LookUpCost,
		"Violations": Violations,
		"WhereNull":  WhereNull,
		"GroupSteps": GroupSteps,
	}
}

// Exercises lists the exercises by the names content/tables.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"Halvings":         halvings(),
		"WhereIsCleo":      whereIsCleo(),
		"WhichRule":        whichRule(),
		"WhatWasSold":      whatWasSold(),
		"ChangeTheShop":    changeTheShop(),
		"WhichChanges":     whichChanges(),
		"DeleteDuplicates": deleteDuplicates(),
		"SecondHighest":    secondHighest(),
		"EveryPerson":      everyPerson(),
		"RevenueByMonth":   revenueByMonth(),
	}
}
