; T2m.falls: What is left falls by at least (R-rho) tau - sigma.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const rho Real)
(declare-const sent Real)
(declare-const sigma Real)
(declare-const t Real)
(declare-const u Real)
; round: what was not sent is left, and what was dirtied meanwhile
(assert (<= V2 (+ (- V sent) u)))
; link: R T bytes or more are sent between two reads
(assert (<= (* R T) sent))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma (* rho T))))
; windows: at least one window (t here) between two reads
(assert (<= t T))
; slower than the link: rho <= R
(assert (<= rho R))
; negated conclusion
(assert (not (<= V2 (- V (- (* (- R rho) t) sigma)))))
(check-sat)
