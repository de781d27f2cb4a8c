; T4.slower: Together with other writers the guest stays under the link: T2's hypothesis.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const eta Real)
(declare-const rho Real)
(declare-const rho_dma Real)
; held: vCPUs dirty at most eta R
(assert (<= rho (* eta R)))
; other writers: devices and hypervisor dirty less than the rest of R
(assert (< rho_dma (* (- 1.0 eta) R)))
; negated conclusion
(assert (not (< (+ rho rho_dma) R)))
(check-sat)
