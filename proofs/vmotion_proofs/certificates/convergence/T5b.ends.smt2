; T5b.ends: At most (M+E)/((1-l) S) rounds stay above the threshold: pre-copy ends without any condition on the floor.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const E Real)
(declare-const M Real)
(declare-const S Real)
(declare-const V Real)
(declare-const k Real)
(declare-const l Real)
(declare-const sent Real)
(declare-const z Real)
; accounting: (1-l) sent + left <= M + excess spent
(assert (<= (+ (* (- 1.0 l) sent) V) (+ M z)))
; excess: at most E is ever spent
(assert (<= z E))
; not over: what is left is not negative
(assert (<= 0.0 V))
; above the threshold: each of k rounds sent more than S
(assert (<= (* k S) sent))
; contraction: l < 1
(assert (< l 1.0))
; negated conclusion
(assert (not (<= (* (* k S) (- 1.0 l)) (+ M E))))
(check-sat)
