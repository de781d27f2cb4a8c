; T2.floor-formula: The floor that is computed is the floor of the proof.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const R Real)
(declare-const l Real)
(declare-const rho Real)
(declare-const sigma Real)
; formula: F as the module computes it
(assert (= F (/ (* sigma R) (- R rho))))
; ratio: l = rho/R
(assert (= (* l R) rho))
; slower than the link: rho < R
(assert (< rho R))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (= F (+ sigma (* l F)))))
(check-sat)
