; T5b.last: After J raises no interval is over eta R: there are at most J.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_max Real)
(declare-const Delta Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const rho_dma Real)
(declare-const run Real)
(declare-const vol Real)
; fully raised: after J raises the run share is low enough, with what devices and hypervisor write
(assert (<= (+ (* run D_max) rho_dma) (* eta R)))
; all writers covered: an interval dirties its run share of the peak, and what devices and hypervisor write
(assert (<= vol (* Delta (+ (* run D_max) rho_dma))))
; interval: an interval is not negative
(assert (<= 0.0 Delta))
; negated conclusion
(assert (not (<= vol (* Delta (* eta R)))))
(check-sat)
