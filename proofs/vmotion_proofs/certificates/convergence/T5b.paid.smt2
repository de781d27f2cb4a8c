; T5b.paid: What a round dirties beyond l times what it sends is paid from the excess, which is finite.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const l Real)
(declare-const more Real)
(declare-const sent Real)
(declare-const sent2 Real)
(declare-const z Real)
(declare-const z2 Real)
; so far: (1-l) sent + left <= M + excess spent so far
(assert (<= (+ (* (- 1.0 l) sent) V) (+ M z)))
; round: the round sends V and spends e of the excess
(assert (and (= sent2 (+ sent V)) (= z2 (+ z more))))
; dirtied: it leaves at most l V + e
(assert (<= V2 (+ (* l V) more)))
; negated conclusion
(assert (not (<= (+ (* (- 1.0 l) sent2) V2) (+ M z2))))
(check-sat)
