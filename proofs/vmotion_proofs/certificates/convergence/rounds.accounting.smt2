; rounds.accounting: What has been sent beyond the floor is paid for by what b has lost.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const A Real)
(declare-const A2 Real)
(declare-const b Real)
(declare-const b2 Real)
(declare-const l Real)
(declare-const m Real)
(declare-const y Real)
; so far: A + b <= m, A = (1-l) times the y of all rounds so far
(assert (<= (+ A b) m))
; round: the round adds (1-l) y
(assert (= A2 (+ A (* (- 1.0 l) y))))
; below the bound: y = V - F <= b
(assert (<= y b))
; slower than the link: rho < R: the guest's lasting dirty rate stays under the transmit rate
(assert (< l 1.0))
; shrinking: b is multiplied by l in each round
(assert (= b2 (* l b)))
; negated conclusion
(assert (not (<= (+ A2 b2) m)))
(check-sat)
