; T6.rate: Bytes dirtied and bytes sent in a round differ by at most eps.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const eps Real)
(declare-const u Real)
; round: the round of V bytes lasts V/R
(assert (= (* T R) V))
; stalled: what is left changes by at most eps
(assert (and (<= (- V2 V) eps) (<= (- V V2) eps)))
; exact guest: what is left is what was dirtied
(assert (= u V2))
; negated conclusion
(assert (not (and (<= (- u (* R T)) eps) (<= (- (* R T) u) eps))))
(check-sat)
