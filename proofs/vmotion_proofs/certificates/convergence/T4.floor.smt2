; T4.floor: The floor is at most nP/(1-eta).
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const rho Real)
(declare-const sigma Real)
; floor: F = sigma R/(R - rho)
(assert (= (* F (- R rho)) (* sigma R)))
; held: rho <= eta R
(assert (<= rho (* eta R)))
; target: eta < 1
(assert (< eta 1.0))
; link is up: the link sends at all
(assert (< 0.0 R))
; burst: the burst is not negative
(assert (<= 0.0 sigma))
; negated conclusion
(assert (not (<= (* F (- 1.0 eta)) sigma)))
(check-sat)
