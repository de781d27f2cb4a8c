; T2.whole-bytes: The bytes sent until then are at most the bound that the module computes.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const R Real)
(declare-const V Real)
(declare-const k Real)
(declare-const l Real)
(declare-const n Real)
(declare-const p Real)
(declare-const rho Real)
(declare-const sent Real)
(declare-const t Real)
; invariant: the invariant holds after k rounds
(assert (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F))))
; ratio: l = rho/R
(assert (= (* l R) rho))
; slower than the link: rho < R
(assert (< l 1.0))
; link is up: the link sends at all
(assert (< 0.0 R))
; memory above the floor: M >= F; else the module takes F for M
(assert (<= F M))
; rounds: at most n rounds were run
(assert (<= k n))
; floor positive: F is not negative
(assert (<= 0.0 F))
; by T2.share: The accounting in bytes per second: (R-rho) y <= R m.
(assert (=> (and (and (and (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F)) (<= 0.0 (* p (- M F)))) (= (* l R) rho)) (< 0.0 R)) (<= (* (- R rho) (- sent (* k F))) (* R (- M F)))))
; by T2.slower: l < 1 says that rho < R.
(assert (=> (and (and (= (* l R) rho) (< l 1.0)) (< 0.0 R)) (< 0.0 (- R rho))))
; by T2.rounds: Fewer rounds send fewer floors.
(assert (=> (and (<= k n) (<= 0.0 F)) (<= (* k F) (* n F))))
; by T2.bytes-formula: The byte bound that is computed is the one that is proved.
(assert (=> (and (and (<= (* (- R rho) (- sent (* k F))) (* R (- M F))) (= (+ (- sent (* k F)) (* n F)) (+ (- sent (* k F)) (* n F)))) (< 0.0 (- R rho))) (<= (+ (- sent (* k F)) (* n F)) (+ (/ (* R (- (+ (- M F) F) F)) (- R (- R (- R rho)))) (* n F)))))
; negated conclusion
(assert (not (<= sent (+ (/ (* R (- M F)) (- R rho)) (* n F)))))
(check-sat)
