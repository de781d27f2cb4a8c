; T1p.less: Above the threshold every round leaves less than it sent.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const S Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const l Real)
; above the threshold: more than S pages are left
(assert (< S V))
; reachable threshold: S (1-l) >= 1: S is at least 1/(1-l) pages
(assert (<= 1.0 (* S (- 1.0 l))))
; round: the round leaves less than l V + 1 pages
(assert (< V2 (+ (* l V) 1.0)))
; slower than the link: rho < R: the guest's lasting dirty rate stays under the transmit rate
(assert (< l 1.0))
; negated conclusion
(assert (not (< V2 V)))
(check-sat)
