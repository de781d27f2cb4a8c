; T2m.time: So it takes at most M/(R - rho - sigma/tau) seconds.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const A Real)
(declare-const A2 Real)
(declare-const M Real)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const d Real)
(declare-const rho Real)
(declare-const sigma Real)
(declare-const u Real)
(declare-const y Real)
; so far: A seconds have taken off A d or more, d = R - rho - sigma/tau
(assert (<= (+ V (* A d)) M))
; round: the round adds T seconds and sends R T
(assert (and (= A2 (+ A T)) (<= V2 (+ (- V (* T R)) u))))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma (* rho T))))
; windows: sigma <= (sigma/tau) T =: y T, because T >= tau
(assert (<= sigma (* y T)))
; gain: d = R - rho - y
(assert (= d (- (- R rho) y)))
; negated conclusion
(assert (not (<= (+ V2 (* A2 d)) M)))
(check-sat)
