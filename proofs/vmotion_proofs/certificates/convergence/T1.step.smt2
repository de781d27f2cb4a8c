; T1.step: If the bound holds before a round it holds after it.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const V Real)
(declare-const V2 Real)
(declare-const b Real)
(declare-const b2 Real)
(declare-const l Real)
(declare-const u Real)
(declare-const x Real)
; below the bound: so far V <= b
(assert (<= V b))
; dirtied: x <= l V (rounds.dirtied)
(assert (<= x (* l V)))
; dirty: what is left after a round is what the guest dirtied during it, U(T)
(assert (<= V2 u))
; envelope: U(T) <= D T =: x
(assert (<= u x))
; dirty rate: the lasting dirty rate is not negative
(assert (<= 0.0 l))
; shrinking: b is multiplied by l in each round
(assert (= b2 (* l b)))
; negated conclusion
(assert (not (<= V2 b2)))
(check-sat)
