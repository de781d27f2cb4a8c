; T4.quota-envelope: Any guest is under the envelope that the module computes, and the other writers' rate.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const P Real)
(declare-const a Real)
(declare-const n Real)
(declare-const q Real)
(declare-const rho_dma Real)
(declare-const tau Real)
(declare-const u Real)
; invariant: a <= n q (2 + tau/I)
(assert (<= (* a I) (* n (* q (+ (* 2.0 I) tau)))))
; all writers covered: a pages by vCPUs, rho_dma by devices and hypervisor
(assert (<= u (+ (* P a) (* rho_dma tau))))
; page: a page is not negative
(assert (<= 0.0 P))
; interval: I > 0
(assert (< 0.0 I))
; by T4.in-bytes: Pages in bytes.
(assert (=> (and (<= (* a I) (+ (* (* (* 2.0 n) q) I) (* (* n q) tau))) (<= 0.0 P)) (<= (* (* P a) I) (+ (* (* P (* (* 2.0 n) q)) I) (* (* P (* n q)) tau)))))
; by T4.per-second: Per second what is allowed per interval.
(assert (=> (and (<= (* (* P a) I) (+ (* (* P (* (* 2.0 n) q)) I) (* (* P (* n q)) tau))) (< 0.0 I)) (<= (* P a) (+ (* P (* (* 2.0 n) q)) (* (/ (* P (* n q)) I) tau)))))
; negated conclusion
(assert (not (<= u (+ (* (* (* 2.0 n) q) P) (* (+ (/ (* (* n q) P) I) rho_dma) tau)))))
(check-sat)
