; T2.step: If the bound holds before a round it holds after it.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const b Real)
(declare-const b2 Real)
(declare-const l Real)
(declare-const sigma Real)
(declare-const u Real)
(declare-const x Real)
; below the bound: so far V <= F + b
(assert (<= V (+ F b)))
; dirtied: rho T =: x <= l V (rounds.dirtied)
(assert (<= x (* l V)))
; dirty: what is left after a round is what the guest dirtied during it, U(T)
(assert (<= V2 u))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma x)))
; dirty rate: the lasting dirty rate is not negative
(assert (<= 0.0 l))
; floor: F = sigma + l F
(assert (= F (+ sigma (* l F))))
; shrinking: b is multiplied by l in each round
(assert (= b2 (* l b)))
; negated conclusion
(assert (not (<= V2 (+ F b2))))
(check-sat)
