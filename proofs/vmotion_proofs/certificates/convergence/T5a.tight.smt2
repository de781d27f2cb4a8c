; T5a.tight: Without contraction the worst guest keeps up with the link: the condition is exact.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_eff Real)
(declare-const R Real)
(declare-const R_use Real)
(declare-const c Real)
(declare-const cut Real)
; worst guest: every error at its limit: dirty rate c R
(assert (= D_eff (* c R)))
; worst link: the link drops to (1-b) R
(assert (= R_use (* cut R)))
; no contraction: c >= 1-b, that is l' >= 1
(assert (<= cut c))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (<= R_use D_eff)))
(check-sat)
