; T2.slower: l < 1 says that rho < R.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const l Real)
(declare-const rho Real)
; ratio: l = rho/R
(assert (= (* l R) rho))
; slower than the link: rho < R
(assert (< l 1.0))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (< 0.0 (- R rho))))
(check-sat)
