; T5b.window: Any window exceeds eta R tau by at most (J+2) X bytes.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const J Real)
(declare-const X Real)
(declare-const head Real)
(declare-const j Real)
(declare-const mid Real)
(declare-const tail Real)
; whole intervals: those inside the window
(assert (<= mid (* j X)))
; at most J: at most J raises
(assert (<= j J))
; head: the interval cut by the window's start
(assert (<= head X))
; tail: the interval cut by its end
(assert (<= tail X))
; excess positive: X >= 0
(assert (<= 0.0 X))
; negated conclusion
(assert (not (<= (+ (+ head mid) tail) (* (+ J 2.0) X))))
(check-sat)
