// Code generated from package server/wire by go generate; DO NOT EDIT.

/** characters of a learner's nickname */
export const maxNickname = 30;

/** characters of what a check says */
export const maxSaid = 400;

/** bytes of JSON of what was typed; a build takes 64 KiB of source */
export const maxTyped = 102400;
