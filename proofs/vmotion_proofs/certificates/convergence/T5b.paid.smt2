; T5b.paid: What is dirtied beyond l times what is sent is paid from the excess, which is finite.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const l Real)
(declare-const more Real)
(declare-const sent Real)
(declare-const sent2 Real)
(declare-const x Real)
(declare-const y Real)
(declare-const z Real)
(declare-const z2 Real)
; so far: (1-l) sent + left <= M + excess spent so far
(assert (<= (+ (* (- 1.0 l) sent) V) (+ M z)))
; part: x bytes are sent, e of the excess spent
(assert (and (= sent2 (+ sent x)) (= z2 (+ z more))))
; left: what was not sent is left, and y bytes dirtied meanwhile
(assert (<= V2 (+ (- V x) y)))
; dirtied: y is at most l x + e
(assert (<= y (+ (* l x) more)))
; negated conclusion
(assert (not (<= (+ (* (- 1.0 l) sent2) V2) (+ M z2))))
(check-sat)
