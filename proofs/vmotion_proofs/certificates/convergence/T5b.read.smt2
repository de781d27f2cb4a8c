; T5b.read: The link is never idle while more than the threshold is left.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const V Real)
(declare-const goal Real)
(declare-const sent Real)
(declare-const t Real)
(declare-const tau Real)
; not ended: more than the threshold is left
(assert (< goal V))
; sends: between two reads R tau bytes are sent, or in one window all there is
(assert (or (<= (* R tau) sent) (and (<= V sent) (<= tau t))))
; window within the goal: the threshold is at least what a window carries
(assert (<= (* R t) goal))
; link is up: the link does not take bytes back
(assert (<= 0.0 R))
; negated conclusion
(assert (not (<= (* R tau) sent)))
(check-sat)
