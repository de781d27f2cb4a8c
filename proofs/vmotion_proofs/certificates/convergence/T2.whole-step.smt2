; T2.whole-step: Every round keeps the invariant, whatever the guest does below its envelope.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const k Real)
(declare-const k2 Real)
(declare-const l Real)
(declare-const p Real)
(declare-const p2 Real)
(declare-const rho Real)
(declare-const sent Real)
(declare-const sent2 Real)
(declare-const sigma Real)
(declare-const t Real)
(declare-const t2 Real)
(declare-const u Real)
; invariant: the invariant holds after k rounds
(assert (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F))))
; link: the link never sends slower than R: the round lasts at most V/R
(assert (<= (* T R) V))
; dirty: what is left is what the guest dirtied, U(T)
(assert (<= V2 u))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma (* rho T))))
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
; by rounds.dirtied: While V bytes are sent, a rate of rho dirties at most l V.
(assert (=> (and (and (<= (* T R) V) (= (* l R) rho)) (<= 0.0 l)) (<= (* rho T) (* l V))))
; by T2.step: If the bound holds before a round it holds after it.
(assert (=> (and (and (and (and (and (and (<= V (+ F (* p (- M F)))) (<= (* rho T) (* l V))) (<= V2 u)) (<= u (+ sigma (* rho T)))) (<= 0.0 l)) (= F (+ sigma (* l F)))) (= (* p2 (- M F)) (* l (* p (- M F))))) (<= V2 (+ F (* p2 (- M F))))))
; by T2.over: The round's time beyond F/R is at most b/R: the accounting holds for time as for bytes.
(assert (=> (and (and (<= (* T R) V) (<= V (+ F (* p (- M F))))) (= (+ (- (* T R) F) F) (* T R))) (<= (- (* T R) F) (* p (- M F)))))
; by rounds.accounting: What has been sent beyond the floor is paid for by what b has lost.
(assert (=> (and (and (and (and (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F)) (= (* (- 1.0 l) (- sent2 (* k2 F))) (+ (* (- 1.0 l) (- sent (* k F))) (* (- 1.0 l) (- V F))))) (<= (- V F) (* p (- M F)))) (< l 1.0)) (= (* p2 (- M F)) (* l (* p (- M F))))) (<= (+ (* (- 1.0 l) (- sent2 (* k2 F))) (* p2 (- M F))) (- M F))))
; by rounds.accounting: What has been sent beyond the floor is paid for by what b has lost.
(assert (=> (and (and (and (and (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F)) (= (* (- 1.0 l) (- (* t2 R) (* k2 F))) (+ (* (- 1.0 l) (- (* t R) (* k F))) (* (- 1.0 l) (- (* T R) F))))) (<= (- (* T R) F) (* p (- M F)))) (< l 1.0)) (= (* p2 (- M F)) (* l (* p (- M F))))) (<= (+ (* (- 1.0 l) (- (* t2 R) (* k2 F))) (* p2 (- M F))) (- M F))))
; negated conclusion
(assert (not (and (and (and (<= V2 (+ F (* p2 (- M F)))) (<= 0.0 p2)) (<= (+ (* (- 1.0 l) (- sent2 (* k2 F))) (* p2 (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t2 R) (* k2 F))) (* p2 (- M F))) (- M F)))))
(check-sat)
