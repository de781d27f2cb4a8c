; T4.envelope: Any guest is under the envelope that the module computes, and the other writers' rate.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const P Real)
(declare-const a Real)
(declare-const n Real)
(declare-const rho_dma Real)
(declare-const s Real)
(declare-const tau Real)
(declare-const u Real)
; invariant: a <= n (1 + tau/s)
(assert (<= (* a s) (* n (+ s tau))))
; all writers covered: a pages by vCPUs, rho_dma by devices and hypervisor
(assert (<= u (+ (* P a) (* rho_dma tau))))
; page: a page is not negative
(assert (<= 0.0 P))
; sleep: s > 0
(assert (< 0.0 s))
; by T4.in-bytes: Pages in bytes.
(assert (=> (and (<= (* a s) (+ (* n s) (* n tau))) (<= 0.0 P)) (<= (* (* P a) s) (+ (* (* P n) s) (* (* P n) tau)))))
; by T4.per-second: Per second what is allowed per interval.
(assert (=> (and (<= (* (* P a) s) (+ (* (* P n) s) (* (* P n) tau))) (< 0.0 s)) (<= (* P a) (+ (* P n) (* (/ (* P n) s) tau)))))
; negated conclusion
(assert (not (<= u (+ (* n P) (* (+ (/ (* n P) s) rho_dma) tau)))))
(check-sat)
