; rounds.dirtied: While V bytes are sent, a rate of rho dirties at most l V.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const l Real)
(declare-const rho Real)
; link: the link never sends slower than R: the round of V bytes lasts at most V/R
(assert (<= (* T R) V))
; ratio: l = rho/R
(assert (= (* l R) rho))
; dirty rate: the lasting dirty rate is not negative
(assert (<= 0.0 l))
; negated conclusion
(assert (not (<= (* rho T) (* l V))))
(check-sat)
