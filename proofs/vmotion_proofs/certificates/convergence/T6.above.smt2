; T6.above: It never falls below a fixed point.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const tx Real)
(declare-const u Real)
(declare-const ux Real)
(declare-const x Real)
; above: at least the fixed point x is left
(assert (<= x V))
; round: both take their bytes over R
(assert (and (= (* T R) V) (= (* tx R) x)))
; link is up: the link sends at all
(assert (< 0.0 R))
; nondecreasing: U is nondecreasing
(assert (=> (<= tx T) (<= ux u)))
; fixed point: U(x/R) = x
(assert (= ux x))
; exact guest: what is left is what was dirtied
(assert (= V2 u))
; negated conclusion
(assert (not (<= x V2)))
(check-sat)
