; T2.whole-base: The invariant holds before the first round.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const R Real)
(declare-const V Real)
(declare-const k Real)
(declare-const l Real)
(declare-const p Real)
(declare-const sent Real)
(declare-const t Real)
; start: the whole memory is left, nothing was sent
(assert (and (and (and (and (= V M) (= p 1.0)) (= t 0.0)) (= sent 0.0)) (= k 0.0)))
; negated conclusion
(assert (not (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F)))))
(check-sat)
