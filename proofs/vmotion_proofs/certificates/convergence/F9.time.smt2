; F9.time: The harder throttle takes no longer.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const T1 Real)
(declare-const T2 Real)
(declare-const V1 Real)
(declare-const eta1 Real)
(declare-const eta2 Real)
; times: t (1-eta) = V1/R
(assert (and (= (* T1 (- 1.0 eta1)) V1) (= (* T2 (- 1.0 eta2)) V1)))
; harder: eta1 is the harder throttle
(assert (<= eta1 eta2))
; targets: targets are below 1
(assert (< eta2 1.0))
; some dirty: V1 is not negative
(assert (<= 0.0 V1))
; negated conclusion
(assert (not (<= T1 T2)))
(check-sat)
