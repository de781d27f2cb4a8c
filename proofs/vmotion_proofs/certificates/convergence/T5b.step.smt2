; T5b.step: Every excess is paid for by a raise.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const E Real)
(declare-const E2 Real)
(declare-const X Real)
(declare-const flag Real)
(declare-const j Real)
(declare-const j2 Real)
; paid so far: excess at most one X per raise
(assert (<= E (* j X)))
; flagged: an interval over eta R raises the throttle and adds at most X = Delta (D_max - eta R)
(assert (=> (= flag 1.0) (and (= j2 (+ j 1.0)) (<= E2 (+ E X)))))
; not flagged: an interval that raises nothing adds nothing above eta R
(assert (=> (= flag 0.0) (and (= j2 j) (<= E2 E))))
; judged: every interval is judged
(assert (or (= flag 0.0) (= flag 1.0)))
; negated conclusion
(assert (not (<= E2 (* j2 X))))
(check-sat)
