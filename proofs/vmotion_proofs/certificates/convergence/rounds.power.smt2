; rounds.power: b q keeps its value: b is m l^k with q = 1/l^k.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const b Real)
(declare-const b2 Real)
(declare-const l Real)
(declare-const m Real)
(declare-const q Real)
(declare-const q2 Real)
; shrunk so far: b q = m
(assert (= (* b q) m))
; shrinking: b is multiplied by l in each round
(assert (= b2 (* l b)))
; grown by 1/l: q2 = q/l
(assert (= q (* l q2)))
; negated conclusion
(assert (not (= (* b2 q2) m)))
(check-sat)
