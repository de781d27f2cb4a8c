; T2.backlog-formula: The backlog bound that is computed is the one that is proved.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const M Real)
(declare-const V Real)
(declare-const b Real)
(declare-const p Real)
; power: b = l^k (M - F)
(assert (= b (* p (- M F))))
; below the bound: so far V <= F + b
(assert (<= V (+ F b)))
; negated conclusion
(assert (not (<= V (+ F (* p (- M F))))))
(check-sat)
