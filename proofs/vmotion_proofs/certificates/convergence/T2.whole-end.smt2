; T2.whole-end: After n rounds what is left fits the threshold: pre-copy ends within them.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const R Real)
(declare-const S Real)
(declare-const V Real)
(declare-const k Real)
(declare-const l Real)
(declare-const p Real)
(declare-const sent Real)
(declare-const t Real)
; invariant: the invariant holds after k rounds
(assert (and (and (and (<= V (+ F (* p (- M F)))) (<= 0.0 p)) (<= (+ (* (- 1.0 l) (- sent (* k F))) (* p (- M F))) (- M F))) (<= (+ (* (- 1.0 l) (- (* t R) (* k F))) (* p (- M F))) (- M F))))
; enough rounds: l^k (M-F) <= S-F: k is n or more
(assert (<= (* p (- M F)) (- S F)))
; negated conclusion
(assert (not (<= V S)))
(check-sat)
