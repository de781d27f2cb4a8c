; T1p.decrease: In whole pages that is a page or more, so at most M - S rounds are needed.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const pages Int)
(declare-const pages2 Int)
; less: the round leaves less than it sent
(assert (< pages2 pages))
; negated conclusion
(assert (not (<= pages2 (- pages 1))))
(check-sat)
