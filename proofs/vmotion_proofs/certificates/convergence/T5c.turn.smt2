; T5c.turn: After both intervals no less is left than before: the turn can be repeated for ever.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const b Real)
(declare-const b2 Real)
(declare-const b3 Real)
; up: the busy interval left R more
(assert (<= (+ b R) b2))
; idle: the idle interval sends R at most
(assert (<= (- b2 R) b3))
; negated conclusion
(assert (not (<= b b3)))
(check-sat)
