; F9.lost: (1 - a eta)/(1 - eta) does not fall with eta: the harder throttle loses no more guest time.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const a Real)
(declare-const eta1 Real)
(declare-const eta2 Real)
; harder: eta1 is the harder throttle
(assert (<= eta1 eta2))
; demand: a = R/D <= 1
(assert (<= a 1.0))
; negated conclusion
(assert (not (<= (* (- 1.0 (* a eta1)) (- 1.0 eta2)) (* (- 1.0 (* a eta2)) (- 1.0 eta1)))))
(check-sat)
