; T4.rate: A sleep of nP/(eta R) holds any guest at eta R.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const P Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const n Real)
(declare-const rho Real)
(declare-const s Real)
; enforced rate: rho = nP/s
(assert (= (* rho s) (* n P)))
; sleep: s >= nP/(eta R)
(assert (<= (* n P) (* s (* eta R))))
; sleep positive: s > 0
(assert (< 0.0 s))
; negated conclusion
(assert (not (<= rho (* eta R))))
(check-sat)
