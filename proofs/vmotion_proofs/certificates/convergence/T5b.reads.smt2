; T5b.reads: So the reads are counted.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const E Real)
(declare-const M Real)
(declare-const d Real)
(declare-const k Real)
; accounting: k reads gained d each from what there was
(assert (<= (* k d) (+ M E)))
; gain of a read: what a read gains, (1-l) of what it sends less a page of rounding
(assert (< 0.0 d))
; negated conclusion
(assert (not (<= k (/ (+ M E) d))))
(check-sat)
