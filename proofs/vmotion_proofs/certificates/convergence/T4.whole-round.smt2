; T4.whole-round: Every round of any enforced guest keeps T2's invariant, so T2's bounds hold in the end.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const P Real)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const a Real)
(declare-const k Real)
(declare-const k2 Real)
(declare-const l Real)
(declare-const n Real)
(declare-const p Real)
(declare-const p2 Real)
(declare-const rho Real)
(declare-const rho_dma Real)
(declare-const s Real)
(declare-const sent Real)
(declare-const sent2 Real)
(declare-const sigma Real)
(declare-const t Real)
(declare-const t2 Real)
(declare-const tau Real)
(declare-const u Real)
; invariant: the invariant holds after k rounds
(assert (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F))))
; link: the link never sends slower than R: the round lasts at most V/R
(assert (<= (* T R) V))
; dirty: what is left is what the guest dirtied, U(T)
(assert (<= V2 u))
; enforced: a <= n (1 + tau/s)
(assert (<= (* a s) (* n (+ s tau))))
; all writers covered: a pages by vCPUs, rho_dma by devices and hypervisor
(assert (<= u (+ (* P a) (* rho_dma tau))))
; page: a page is not negative
(assert (<= 0.0 P))
; sleep: s > 0
(assert (< 0.0 s))
; whole round: the window is the round
(assert (= tau T))
; envelope: sigma and rho as the module computes them
(assert (and (= sigma (* n P)) (= rho (+ (/ (* n P) s) rho_dma))))
; counted: the round of V bytes and T seconds is added to the sums
(assert (and (and (and (= p2 (* l p)) (= t2 (+ t T))) (= sent2 (+ sent V))) (= k2 (+ k 1.0))))
; ratio: l = rho/R
(assert (= (* l R) rho))
; dirty rate: the lasting dirty rate is not negative
(assert (<= 0.0 l))
; slower than the link: rho < R
(assert (< l 1.0))
; floor: F = sigma + l F
(assert (= F (+ sigma (* l F))))
; by T4.envelope: Any guest is under the envelope that the module computes, and the other writers' rate.
(assert (=> (and (and (and (<= (* a s) (* n (+ s tau))) (<= u (+ (* P a) (* rho_dma tau)))) (<= 0.0 P)) (< 0.0 s)) (<= u (+ (* n P) (* (+ (/ (* n P) s) rho_dma) tau)))))
; by T2.whole-step: Every round keeps the invariant, whatever the guest does below its envelope.
(assert (=> (and (and (and (and (and (and (and (and (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F))) (<= (* T R) V)) (<= V2 u)) (<= u (+ sigma (* rho T)))) (and (and (and (= p2 (* l p)) (= t2 (+ t T))) (= sent2 (+ sent V))) (= k2 (+ k 1.0)))) (= (* l R) rho)) (<= 0.0 l)) (< l 1.0)) (= F (+ sigma (* l F)))) (and (and (and (<= V2 (+ F (* p2 (- M F)))) (<= 0.0 p2)) (<= (+ (* (- 1.0 l) (- sent2 (* k2 F))) (* p2 (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t2 R) (* k2 F))) (* p2 (- M F))) (- M F)))))
; negated conclusion
(assert (not (and (and (and (<= V2 (+ F (* p2 (- M F)))) (<= 0.0 p2)) (<= (+ (* (- 1.0 l) (- sent2 (* k2 F))) (* p2 (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t2 R) (* k2 F))) (* p2 (- M F))) (- M F)))))
(check-sat)
