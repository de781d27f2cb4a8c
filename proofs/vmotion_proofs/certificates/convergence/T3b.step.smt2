; T3b.step: At least W is left after every round: pre-copy never ends.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D Real)
(declare-const R Real)
(declare-const S Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const W Real)
; at least the working set: at least W bytes are left (M >= W at the start)
(assert (<= W V))
; link at most R: the link never sends faster than R: the round lasts at least V/R
(assert (<= V (* T R)))
; link is up: the link sends at all
(assert (< 0.0 R))
; exact guest: the guest dirties exactly min(D T, W)
(assert (or (<= (* D T) V2) (<= W V2)))
; not slower than the link: the guest dirties as fast as the link sends, or faster
(assert (<= R D))
; working set above the threshold: the working set does not fit the threshold
(assert (< S W))
; threshold: the threshold is not negative
(assert (<= 0.0 S))
; negated conclusion
(assert (not (and (<= W V2) (< S V2))))
(check-sat)
