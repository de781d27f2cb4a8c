; T2m.dry: A round that runs dry, and waits for the end of its window, leaves what fits.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const S Real)
(declare-const T Real)
(declare-const V2 Real)
(declare-const rho Real)
(declare-const sigma Real)
(declare-const t Real)
(declare-const u Real)
; dirty: a round that sends all it had leaves what the guest dirtied
(assert (<= V2 u))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma (* rho T))))
; dry round: a round with less to send than a window carries lasts one window
(assert (<= T t))
; dirty rate: the lasting dirty rate is not negative
(assert (<= 0.0 rho))
; window within the goal: what the guest dirties in one window fits the threshold: sigma + rho tau <= S
(assert (<= (+ sigma (* rho t)) S))
; negated conclusion
(assert (not (<= V2 S)))
(check-sat)
