; T1p.envelope: Whole pages add at most one page of burst: T2 applies with sigma = 1 page.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const V2 Real)
(declare-const u Real)
(declare-const x Real)
; round: a part of a page is a page
(assert (< V2 (+ u 1.0)))
; constant rate: U(T) <= D T =: x, in pages
(assert (<= u x))
; negated conclusion
(assert (not (<= V2 (+ 1.0 x))))
(check-sat)
