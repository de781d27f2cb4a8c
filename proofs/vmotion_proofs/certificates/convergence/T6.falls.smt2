; T6.falls: Once it falls it keeps falling (V1 <= V0 = M always holds).
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const T Real)
(declare-const T2 Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const V3 Real)
(declare-const u Real)
(declare-const u2 Real)
; falling: the last round did not add
(assert (<= V2 V))
; rounds: both rounds send at R
(assert (and (= (* T R) V) (= (* T2 R) V2)))
; link is up: the link sends at all
(assert (< 0.0 R))
; nondecreasing: U is nondecreasing
(assert (=> (<= T2 T) (<= u2 u)))
; exact guest: what is left is what was dirtied
(assert (and (= V2 u) (= V3 u2)))
; negated conclusion
(assert (not (<= V3 V2)))
(check-sat)
