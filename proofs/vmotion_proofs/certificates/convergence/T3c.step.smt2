; T3c.step: At least x is left after every round: pre-copy never ends.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const S Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const r Real)
(declare-const tx Real)
(declare-const u Real)
(declare-const ux Real)
(declare-const x Real)
; in the trap: at least x bytes are left
(assert (<= x V))
; link at most R: the link never sends faster than R; at most r bytes stay unsent when the dirty log is read
(assert (<= (- V r) (* T R)))
; link is up: the link sends at all
(assert (< 0.0 R))
; trap time: tx = (x-r)/R
(assert (= (* tx R) (- x r)))
; nondecreasing: U is nondecreasing
(assert (=> (<= tx T) (<= ux u)))
; trap: in the time that they take, the guest dirties x bytes again
(assert (<= x ux))
; exact guest: what is left is all that was dirtied
(assert (<= u V2))
; trap above the threshold: x does not fit the threshold
(assert (< S x))
; negated conclusion
(assert (not (and (<= x V2) (< S V2))))
(check-sat)
