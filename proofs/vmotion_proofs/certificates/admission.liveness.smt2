; Certificate, format 2: an inductive invariant and the properties that follow from it.
; model admission, digest 6a1a0d25e2884f36ff25f0a763a553f6a7133fc544b69886b25face9b0411438
; properties: L5a L5b L5c L5d
; Check it with any SMT-LIB 2.6 solver that solves incrementally: z3 FILE, cvc5 --incremental FILE,
; yices-smt2 --incremental FILE. The answers must be sat, sat, and then unsat to the end.
; start: the initial condition can be met. moves: some command can happen. initial, step: the invariant holds
; at the start, and no step leaves it. safe ID: no state of the invariant breaks the property ID. response ID: the
; rules give every state that waits a rank, for a reason that makes a fair run leave it, and no step raises it.
(set-option :print-success false)
(set-logic QF_LIRA)
; Enumeration members are integers:
;   Phase IDLE = 0, RUNNING = 1, WAITING = 2
; State variables, and their values after a step.
(declare-const storage_1.phase Int)
(declare-const storage_1.phase.next Int)
(declare-const storage_1.place Int)
(declare-const storage_1.place.next Int)
(declare-const storage_2.phase Int)
(declare-const storage_2.phase.next Int)
(declare-const storage_2.place Int)
(declare-const storage_2.place.next Int)
(declare-const vmotion_1.phase Int)
(declare-const vmotion_1.phase.next Int)
(declare-const vmotion_1.place Int)
(declare-const vmotion_1.place.next Int)
(declare-const vmotion_2.phase Int)
(declare-const vmotion_2.phase.next Int)
(declare-const vmotion_2.place Int)
(declare-const vmotion_2.place.next Int)
(declare-const host.used Int)
(declare-const host.used.next Int)
(declare-const host.others Int)
(declare-const host.others.next Int)
(declare-const network.used Int)
(declare-const network.used.next Int)
(declare-const network.others Int)
(declare-const network.others.next Int)
(declare-const datastore.used Int)
(declare-const datastore.used.next Int)
(declare-const datastore.others Int)
(declare-const datastore.others.next Int)
(declare-const history.storage_1_admitted Bool)
(declare-const history.storage_1_admitted.next Bool)
(declare-const history.storage_2_admitted Bool)
(declare-const history.storage_2_admitted.next Bool)
(declare-const history.vmotion_1_admitted Bool)
(declare-const history.vmotion_1_admitted.next Bool)
(declare-const history.vmotion_2_admitted Bool)
(declare-const history.vmotion_2_admitted.next Bool)
(declare-const history.storage_1_before_storage_2 Bool)
(declare-const history.storage_1_before_storage_2.next Bool)
(declare-const history.storage_1_before_vmotion_1 Bool)
(declare-const history.storage_1_before_vmotion_1.next Bool)
(declare-const history.storage_1_before_vmotion_2 Bool)
(declare-const history.storage_1_before_vmotion_2.next Bool)
(declare-const history.storage_2_before_storage_1 Bool)
(declare-const history.storage_2_before_storage_1.next Bool)
(declare-const history.storage_2_before_vmotion_1 Bool)
(declare-const history.storage_2_before_vmotion_1.next Bool)
(declare-const history.storage_2_before_vmotion_2 Bool)
(declare-const history.storage_2_before_vmotion_2.next Bool)
(declare-const history.vmotion_1_before_storage_1 Bool)
(declare-const history.vmotion_1_before_storage_1.next Bool)
(declare-const history.vmotion_1_before_storage_2 Bool)
(declare-const history.vmotion_1_before_storage_2.next Bool)
(declare-const history.vmotion_1_before_vmotion_2 Bool)
(declare-const history.vmotion_1_before_vmotion_2.next Bool)
(declare-const history.vmotion_2_before_storage_1 Bool)
(declare-const history.vmotion_2_before_storage_1.next Bool)
(declare-const history.vmotion_2_before_storage_2 Bool)
(declare-const history.vmotion_2_before_storage_2.next Bool)
(declare-const history.vmotion_2_before_vmotion_1 Bool)
(declare-const history.vmotion_2_before_vmotion_1.next Bool)
(declare-const delay Real)
(define-fun initial () Bool
  (and true
   (= storage_1.phase 0)
   (= storage_1.place 0)
   (= storage_2.phase 0)
   (= storage_2.place 0)
   (= vmotion_1.phase 0)
   (= vmotion_1.place 0)
   (= vmotion_2.phase 0)
   (= vmotion_2.place 0)
   (= host.used 0)
   (= host.others 0)
   (= network.used 0)
   (= network.others 0)
   (= datastore.used 0)
   (= datastore.others 0)
   (= history.storage_1_admitted false)
   (= history.storage_2_admitted false)
   (= history.vmotion_1_admitted false)
   (= history.vmotion_2_admitted false)
   (= history.storage_1_before_storage_2 false)
   (= history.storage_1_before_vmotion_1 false)
   (= history.storage_1_before_vmotion_2 false)
   (= history.storage_2_before_storage_1 false)
   (= history.storage_2_before_vmotion_1 false)
   (= history.storage_2_before_vmotion_2 false)
   (= history.vmotion_1_before_storage_1 false)
   (= history.vmotion_1_before_storage_2 false)
   (= history.vmotion_1_before_vmotion_2 false)
   (= history.vmotion_2_before_storage_1 false)
   (= history.vmotion_2_before_storage_2 false)
   (= history.vmotion_2_before_vmotion_1 false)
  )
)
(define-fun step.request_storage_1 () Bool
  (and true
   (= storage_1.phase 0)
   (= storage_1.phase.next 2)
   (= storage_1.place.next (+ (+ (+ (+ (ite (= storage_1.phase 2) 1 0) (ite (= storage_2.phase 2) 1 0)) (ite (= vmotion_1.phase 2) 1 0)) (ite (= vmotion_2.phase 2) 1 0)) 1))
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next false)
   (= history.storage_1_before_vmotion_1.next false)
   (= history.storage_1_before_vmotion_2.next false)
   (= history.storage_2_before_storage_1.next (= storage_2.phase 2))
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next (= vmotion_1.phase 2))
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next (= vmotion_2.phase 2))
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.admit_storage_1 () Bool
  (and true
   (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128))
   (= storage_1.phase.next 1)
   (= storage_1.place.next 0)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next (ite (not (<= storage_2.place storage_1.place)) (- storage_2.place 1) storage_2.place))
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next (ite (not (<= vmotion_1.place storage_1.place)) (- vmotion_1.place 1) vmotion_1.place))
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next (ite (not (<= vmotion_2.place storage_1.place)) (- vmotion_2.place 1) vmotion_2.place))
   (= host.used.next (+ host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (+ datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next true)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next false)
   (= history.storage_1_before_vmotion_1.next false)
   (= history.storage_1_before_vmotion_2.next false)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.finish_storage_1 () Bool
  (and true
   (= storage_1.phase 1)
   (= storage_1.phase.next 0)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next false)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.fail_storage_1 () Bool
  (and true
   (= storage_1.phase 1)
   (= storage_1.phase.next 0)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next false)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.request_storage_2 () Bool
  (and true
   (= storage_2.phase 0)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next 2)
   (= storage_2.place.next (+ (+ (+ (+ (ite (= storage_1.phase 2) 1 0) (ite (= storage_2.phase 2) 1 0)) (ite (= vmotion_1.phase 2) 1 0)) (ite (= vmotion_2.phase 2) 1 0)) 1))
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next (= storage_1.phase 2))
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next false)
   (= history.storage_2_before_vmotion_1.next false)
   (= history.storage_2_before_vmotion_2.next false)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next (= vmotion_1.phase 2))
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next (= vmotion_2.phase 2))
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.admit_storage_2 () Bool
  (and true
   (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128))
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next (ite (not (<= storage_1.place storage_2.place)) (- storage_1.place 1) storage_1.place))
   (= storage_2.phase.next 1)
   (= storage_2.place.next 0)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next (ite (not (<= vmotion_1.place storage_2.place)) (- vmotion_1.place 1) vmotion_1.place))
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next (ite (not (<= vmotion_2.place storage_2.place)) (- vmotion_2.place 1) vmotion_2.place))
   (= host.used.next (+ host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (+ datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next true)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next false)
   (= history.storage_2_before_vmotion_1.next false)
   (= history.storage_2_before_vmotion_2.next false)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.finish_storage_2 () Bool
  (and true
   (= storage_2.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next 0)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next false)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.fail_storage_2 () Bool
  (and true
   (= storage_2.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next 0)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 8))
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 16))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next false)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.request_vmotion_1 () Bool
  (and true
   (= vmotion_1.phase 0)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next 2)
   (= vmotion_1.place.next (+ (+ (+ (+ (ite (= storage_1.phase 2) 1 0) (ite (= storage_2.phase 2) 1 0)) (ite (= vmotion_1.phase 2) 1 0)) (ite (= vmotion_2.phase 2) 1 0)) 1))
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next (= storage_1.phase 2))
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next (= storage_2.phase 2))
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next false)
   (= history.vmotion_1_before_storage_2.next false)
   (= history.vmotion_1_before_vmotion_2.next false)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next (= vmotion_2.phase 2))
  )
)
(define-fun step.admit_vmotion_1 () Bool
  (and true
   (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128))
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next (ite (not (<= storage_1.place vmotion_1.place)) (- storage_1.place 1) storage_1.place))
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next (ite (not (<= storage_2.place vmotion_1.place)) (- storage_2.place 1) storage_2.place))
   (= vmotion_1.phase.next 1)
   (= vmotion_1.place.next 0)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next (ite (not (<= vmotion_2.place vmotion_1.place)) (- vmotion_2.place 1) vmotion_2.place))
   (= host.used.next (+ host.used 2))
   (= host.others.next host.others)
   (= network.used.next (+ network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (+ datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next true)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next false)
   (= history.vmotion_1_before_storage_2.next false)
   (= history.vmotion_1_before_vmotion_2.next false)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.finish_vmotion_1 () Bool
  (and true
   (= vmotion_1.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next 0)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 2))
   (= host.others.next host.others)
   (= network.used.next (- network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next false)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.fail_vmotion_1 () Bool
  (and true
   (= vmotion_1.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next 0)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 2))
   (= host.others.next host.others)
   (= network.used.next (- network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next false)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.request_vmotion_2 () Bool
  (and true
   (= vmotion_2.phase 0)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next 2)
   (= vmotion_2.place.next (+ (+ (+ (+ (ite (= storage_1.phase 2) 1 0) (ite (= storage_2.phase 2) 1 0)) (ite (= vmotion_1.phase 2) 1 0)) (ite (= vmotion_2.phase 2) 1 0)) 1))
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next (= storage_1.phase 2))
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next (= storage_2.phase 2))
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next (= vmotion_1.phase 2))
   (= history.vmotion_2_before_storage_1.next false)
   (= history.vmotion_2_before_storage_2.next false)
   (= history.vmotion_2_before_vmotion_1.next false)
  )
)
(define-fun step.admit_vmotion_2 () Bool
  (and true
   (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128))
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next (ite (not (<= storage_1.place vmotion_2.place)) (- storage_1.place 1) storage_1.place))
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next (ite (not (<= storage_2.place vmotion_2.place)) (- storage_2.place 1) storage_2.place))
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next (ite (not (<= vmotion_1.place vmotion_2.place)) (- vmotion_1.place 1) vmotion_1.place))
   (= vmotion_2.phase.next 1)
   (= vmotion_2.place.next 0)
   (= host.used.next (+ host.used 2))
   (= host.others.next host.others)
   (= network.used.next (+ network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (+ datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next true)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next false)
   (= history.vmotion_2_before_storage_2.next false)
   (= history.vmotion_2_before_vmotion_1.next false)
  )
)
(define-fun step.finish_vmotion_2 () Bool
  (and true
   (= vmotion_2.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next 0)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 2))
   (= host.others.next host.others)
   (= network.used.next (- network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next false)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.fail_vmotion_2 () Bool
  (and true
   (= vmotion_2.phase 1)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next 0)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next (- host.used 2))
   (= host.others.next host.others)
   (= network.used.next (- network.used 1))
   (= network.others.next network.others)
   (= datastore.used.next (- datastore.used 1))
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next false)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_take_host () Bool
  (and true
   (<= (+ (+ host.used host.others) 1) 16)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next (+ host.others 1))
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_return_host () Bool
  (and true
   (<= 1 host.others)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next (- host.others 1))
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_take_network () Bool
  (and true
   (<= (+ (+ network.used network.others) 1) 4)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next (+ network.others 1))
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_return_network () Bool
  (and true
   (<= 1 network.others)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next (- network.others 1))
   (= datastore.used.next datastore.used)
   (= datastore.others.next datastore.others)
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_take_datastore () Bool
  (and true
   (<= (+ (+ datastore.used datastore.others) 16) 128)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next (+ datastore.others 16))
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun step.others_return_datastore () Bool
  (and true
   (<= 16 datastore.others)
   (= storage_1.phase.next storage_1.phase)
   (= storage_1.place.next storage_1.place)
   (= storage_2.phase.next storage_2.phase)
   (= storage_2.place.next storage_2.place)
   (= vmotion_1.phase.next vmotion_1.phase)
   (= vmotion_1.place.next vmotion_1.place)
   (= vmotion_2.phase.next vmotion_2.phase)
   (= vmotion_2.place.next vmotion_2.place)
   (= host.used.next host.used)
   (= host.others.next host.others)
   (= network.used.next network.used)
   (= network.others.next network.others)
   (= datastore.used.next datastore.used)
   (= datastore.others.next (- datastore.others 16))
   (= history.storage_1_admitted.next history.storage_1_admitted)
   (= history.storage_2_admitted.next history.storage_2_admitted)
   (= history.vmotion_1_admitted.next history.vmotion_1_admitted)
   (= history.vmotion_2_admitted.next history.vmotion_2_admitted)
   (= history.storage_1_before_storage_2.next history.storage_1_before_storage_2)
   (= history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_1)
   (= history.storage_1_before_vmotion_2.next history.storage_1_before_vmotion_2)
   (= history.storage_2_before_storage_1.next history.storage_2_before_storage_1)
   (= history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_1)
   (= history.storage_2_before_vmotion_2.next history.storage_2_before_vmotion_2)
   (= history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_1)
   (= history.vmotion_1_before_storage_2.next history.vmotion_1_before_storage_2)
   (= history.vmotion_1_before_vmotion_2.next history.vmotion_1_before_vmotion_2)
   (= history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_1)
   (= history.vmotion_2_before_storage_2.next history.vmotion_2_before_storage_2)
   (= history.vmotion_2_before_vmotion_1.next history.vmotion_2_before_vmotion_1)
  )
)
(define-fun command () Bool (or false
  step.request_storage_1
  step.admit_storage_1
  step.finish_storage_1
  step.fail_storage_1
  step.request_storage_2
  step.admit_storage_2
  step.finish_storage_2
  step.fail_storage_2
  step.request_vmotion_1
  step.admit_vmotion_1
  step.finish_vmotion_1
  step.fail_vmotion_1
  step.request_vmotion_2
  step.admit_vmotion_2
  step.finish_vmotion_2
  step.fail_vmotion_2
  step.others_take_host
  step.others_return_host
  step.others_take_network
  step.others_return_network
  step.others_take_datastore
  step.others_return_datastore
))
(define-fun step () Bool (or false
  step.request_storage_1
  step.admit_storage_1
  step.finish_storage_1
  step.fail_storage_1
  step.request_storage_2
  step.admit_storage_2
  step.finish_storage_2
  step.fail_storage_2
  step.request_vmotion_1
  step.admit_vmotion_1
  step.finish_vmotion_1
  step.fail_vmotion_1
  step.request_vmotion_2
  step.admit_vmotion_2
  step.finish_vmotion_2
  step.fail_vmotion_2
  step.others_take_host
  step.others_return_host
  step.others_take_network
  step.others_return_network
  step.others_take_datastore
  step.others_return_datastore
))
; lemma 0: property S14h
(define-fun lemma.0 () Bool (or (not (or (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 16) 128)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 16) 128)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 1) 128)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 1) 128)))) (and (or (not (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 16) 128))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128))) (or (not (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 16) 128))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128))) (or (not (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 1) 128))) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128))) (or (not (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 1) 128))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128))))))
(define-fun lemma.0.next () Bool (or (not (or (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 16) 128)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 16) 128)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0)) network.others.next) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 1) 128)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0)) network.others.next) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 1) 128)))) (and (or (not (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 16) 128))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128))) (or (not (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 8) 16) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 16) 128))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128))) (or (not (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0)) network.others.next) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 1) 128))) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128))) (or (not (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 2) 16) (<= (+ (+ (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0)) network.others.next) 1) 4) (<= (+ (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 1) 128))) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128))))))
; lemma 1: property S14a
(define-fun lemma.1 () Bool (<= (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 16))
(define-fun lemma.1.next () Bool (<= (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0)) host.others.next) 16))
; lemma 2: property S14b
(define-fun lemma.2 () Bool (<= (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 4))
(define-fun lemma.2.next () Bool (<= (+ (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0)) network.others.next) 4))
; lemma 3: property S14c
(define-fun lemma.3 () Bool (<= (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 128))
(define-fun lemma.3.next () Bool (<= (+ (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)) datastore.others.next) 128))
; lemma 4: property S14d
(define-fun lemma.4 () Bool (or (not (or history.storage_1_before_storage_2 history.storage_1_before_vmotion_1 history.storage_1_before_vmotion_2 history.storage_2_before_storage_1 history.storage_2_before_vmotion_1 history.storage_2_before_vmotion_2 history.vmotion_1_before_storage_1 history.vmotion_1_before_storage_2 history.vmotion_1_before_vmotion_2 history.vmotion_2_before_storage_1 history.vmotion_2_before_storage_2 history.vmotion_2_before_vmotion_1)) (and (or (not (and history.storage_1_before_storage_2 (= storage_1.phase 2))) (= storage_2.phase 2)) (or (not (and history.storage_1_before_vmotion_1 (= storage_1.phase 2))) (= vmotion_1.phase 2)) (or (not (and history.storage_1_before_vmotion_2 (= storage_1.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.storage_2_before_storage_1 (= storage_2.phase 2))) (= storage_1.phase 2)) (or (not (and history.storage_2_before_vmotion_1 (= storage_2.phase 2))) (= vmotion_1.phase 2)) (or (not (and history.storage_2_before_vmotion_2 (= storage_2.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.vmotion_1_before_storage_1 (= vmotion_1.phase 2))) (= storage_1.phase 2)) (or (not (and history.vmotion_1_before_storage_2 (= vmotion_1.phase 2))) (= storage_2.phase 2)) (or (not (and history.vmotion_1_before_vmotion_2 (= vmotion_1.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.vmotion_2_before_storage_1 (= vmotion_2.phase 2))) (= storage_1.phase 2)) (or (not (and history.vmotion_2_before_storage_2 (= vmotion_2.phase 2))) (= storage_2.phase 2)) (or (not (and history.vmotion_2_before_vmotion_1 (= vmotion_2.phase 2))) (= vmotion_1.phase 2)))))
(define-fun lemma.4.next () Bool (or (not (or history.storage_1_before_storage_2.next history.storage_1_before_vmotion_1.next history.storage_1_before_vmotion_2.next history.storage_2_before_storage_1.next history.storage_2_before_vmotion_1.next history.storage_2_before_vmotion_2.next history.vmotion_1_before_storage_1.next history.vmotion_1_before_storage_2.next history.vmotion_1_before_vmotion_2.next history.vmotion_2_before_storage_1.next history.vmotion_2_before_storage_2.next history.vmotion_2_before_vmotion_1.next)) (and (or (not (and history.storage_1_before_storage_2.next (= storage_1.phase.next 2))) (= storage_2.phase.next 2)) (or (not (and history.storage_1_before_vmotion_1.next (= storage_1.phase.next 2))) (= vmotion_1.phase.next 2)) (or (not (and history.storage_1_before_vmotion_2.next (= storage_1.phase.next 2))) (= vmotion_2.phase.next 2)) (or (not (and history.storage_2_before_storage_1.next (= storage_2.phase.next 2))) (= storage_1.phase.next 2)) (or (not (and history.storage_2_before_vmotion_1.next (= storage_2.phase.next 2))) (= vmotion_1.phase.next 2)) (or (not (and history.storage_2_before_vmotion_2.next (= storage_2.phase.next 2))) (= vmotion_2.phase.next 2)) (or (not (and history.vmotion_1_before_storage_1.next (= vmotion_1.phase.next 2))) (= storage_1.phase.next 2)) (or (not (and history.vmotion_1_before_storage_2.next (= vmotion_1.phase.next 2))) (= storage_2.phase.next 2)) (or (not (and history.vmotion_1_before_vmotion_2.next (= vmotion_1.phase.next 2))) (= vmotion_2.phase.next 2)) (or (not (and history.vmotion_2_before_storage_1.next (= vmotion_2.phase.next 2))) (= storage_1.phase.next 2)) (or (not (and history.vmotion_2_before_storage_2.next (= vmotion_2.phase.next 2))) (= storage_2.phase.next 2)) (or (not (and history.vmotion_2_before_vmotion_1.next (= vmotion_2.phase.next 2))) (= vmotion_1.phase.next 2)))))
; lemma 5: property S14e
(define-fun lemma.5 () Bool (and (= (= storage_1.phase 1) history.storage_1_admitted) (= (= storage_2.phase 1) history.storage_2_admitted) (= (= vmotion_1.phase 1) history.vmotion_1_admitted) (= (= vmotion_2.phase 1) history.vmotion_2_admitted)))
(define-fun lemma.5.next () Bool (and (= (= storage_1.phase.next 1) history.storage_1_admitted.next) (= (= storage_2.phase.next 1) history.storage_2_admitted.next) (= (= vmotion_1.phase.next 1) history.vmotion_1_admitted.next) (= (= vmotion_2.phase.next 1) history.vmotion_2_admitted.next)))
; lemma 6: property S14f
(define-fun lemma.6 () Bool (and (= host.used (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0))) (= network.used (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0))) (= datastore.used (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)))))
(define-fun lemma.6.next () Bool (and (= host.used.next (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0))) (= network.used.next (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0))) (= datastore.used.next (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)))))
; lemma 7: property S14g
(define-fun lemma.7 () Bool (and (= (= storage_1.place 0) (not (= storage_1.phase 2))) (= (= storage_2.place 0) (not (= storage_2.phase 2))) (= (= vmotion_1.place 0) (not (= vmotion_1.phase 2))) (= (= vmotion_2.place 0) (not (= vmotion_2.phase 2))) (or (not (and (= storage_1.phase 2) (= storage_2.phase 2))) (= history.storage_1_before_storage_2 (<= (+ storage_1.place 1) storage_2.place))) (or (not (and (= storage_1.phase 2) (= vmotion_1.phase 2))) (= history.storage_1_before_vmotion_1 (<= (+ storage_1.place 1) vmotion_1.place))) (or (not (and (= storage_1.phase 2) (= vmotion_2.phase 2))) (= history.storage_1_before_vmotion_2 (<= (+ storage_1.place 1) vmotion_2.place))) (or (not (and (= storage_2.phase 2) (= storage_1.phase 2))) (= history.storage_2_before_storage_1 (<= (+ storage_2.place 1) storage_1.place))) (or (not (and (= storage_2.phase 2) (= vmotion_1.phase 2))) (= history.storage_2_before_vmotion_1 (<= (+ storage_2.place 1) vmotion_1.place))) (or (not (and (= storage_2.phase 2) (= vmotion_2.phase 2))) (= history.storage_2_before_vmotion_2 (<= (+ storage_2.place 1) vmotion_2.place))) (or (not (and (= vmotion_1.phase 2) (= storage_1.phase 2))) (= history.vmotion_1_before_storage_1 (<= (+ vmotion_1.place 1) storage_1.place))) (or (not (and (= vmotion_1.phase 2) (= storage_2.phase 2))) (= history.vmotion_1_before_storage_2 (<= (+ vmotion_1.place 1) storage_2.place))) (or (not (and (= vmotion_1.phase 2) (= vmotion_2.phase 2))) (= history.vmotion_1_before_vmotion_2 (<= (+ vmotion_1.place 1) vmotion_2.place))) (or (not (and (= vmotion_2.phase 2) (= storage_1.phase 2))) (= history.vmotion_2_before_storage_1 (<= (+ vmotion_2.place 1) storage_1.place))) (or (not (and (= vmotion_2.phase 2) (= storage_2.phase 2))) (= history.vmotion_2_before_storage_2 (<= (+ vmotion_2.place 1) storage_2.place))) (or (not (and (= vmotion_2.phase 2) (= vmotion_1.phase 2))) (= history.vmotion_2_before_vmotion_1 (<= (+ vmotion_2.place 1) vmotion_1.place))) (or (not history.storage_1_before_storage_2) (= storage_1.phase 2)) (or (not history.storage_1_before_vmotion_1) (= storage_1.phase 2)) (or (not history.storage_1_before_vmotion_2) (= storage_1.phase 2)) (or (not history.storage_2_before_storage_1) (= storage_2.phase 2)) (or (not history.storage_2_before_vmotion_1) (= storage_2.phase 2)) (or (not history.storage_2_before_vmotion_2) (= storage_2.phase 2)) (or (not history.vmotion_1_before_storage_1) (= vmotion_1.phase 2)) (or (not history.vmotion_1_before_storage_2) (= vmotion_1.phase 2)) (or (not history.vmotion_1_before_vmotion_2) (= vmotion_1.phase 2)) (or (not history.vmotion_2_before_storage_1) (= vmotion_2.phase 2)) (or (not history.vmotion_2_before_storage_2) (= vmotion_2.phase 2)) (or (not history.vmotion_2_before_vmotion_1) (= vmotion_2.phase 2)) (or (not (or (= storage_1.phase 2) (= storage_2.phase 2) (= vmotion_1.phase 2) (= vmotion_2.phase 2))) (= storage_1.place 1) (= storage_2.place 1) (= vmotion_1.place 1) (= vmotion_2.place 1))))
(define-fun lemma.7.next () Bool (and (= (= storage_1.place.next 0) (not (= storage_1.phase.next 2))) (= (= storage_2.place.next 0) (not (= storage_2.phase.next 2))) (= (= vmotion_1.place.next 0) (not (= vmotion_1.phase.next 2))) (= (= vmotion_2.place.next 0) (not (= vmotion_2.phase.next 2))) (or (not (and (= storage_1.phase.next 2) (= storage_2.phase.next 2))) (= history.storage_1_before_storage_2.next (<= (+ storage_1.place.next 1) storage_2.place.next))) (or (not (and (= storage_1.phase.next 2) (= vmotion_1.phase.next 2))) (= history.storage_1_before_vmotion_1.next (<= (+ storage_1.place.next 1) vmotion_1.place.next))) (or (not (and (= storage_1.phase.next 2) (= vmotion_2.phase.next 2))) (= history.storage_1_before_vmotion_2.next (<= (+ storage_1.place.next 1) vmotion_2.place.next))) (or (not (and (= storage_2.phase.next 2) (= storage_1.phase.next 2))) (= history.storage_2_before_storage_1.next (<= (+ storage_2.place.next 1) storage_1.place.next))) (or (not (and (= storage_2.phase.next 2) (= vmotion_1.phase.next 2))) (= history.storage_2_before_vmotion_1.next (<= (+ storage_2.place.next 1) vmotion_1.place.next))) (or (not (and (= storage_2.phase.next 2) (= vmotion_2.phase.next 2))) (= history.storage_2_before_vmotion_2.next (<= (+ storage_2.place.next 1) vmotion_2.place.next))) (or (not (and (= vmotion_1.phase.next 2) (= storage_1.phase.next 2))) (= history.vmotion_1_before_storage_1.next (<= (+ vmotion_1.place.next 1) storage_1.place.next))) (or (not (and (= vmotion_1.phase.next 2) (= storage_2.phase.next 2))) (= history.vmotion_1_before_storage_2.next (<= (+ vmotion_1.place.next 1) storage_2.place.next))) (or (not (and (= vmotion_1.phase.next 2) (= vmotion_2.phase.next 2))) (= history.vmotion_1_before_vmotion_2.next (<= (+ vmotion_1.place.next 1) vmotion_2.place.next))) (or (not (and (= vmotion_2.phase.next 2) (= storage_1.phase.next 2))) (= history.vmotion_2_before_storage_1.next (<= (+ vmotion_2.place.next 1) storage_1.place.next))) (or (not (and (= vmotion_2.phase.next 2) (= storage_2.phase.next 2))) (= history.vmotion_2_before_storage_2.next (<= (+ vmotion_2.place.next 1) storage_2.place.next))) (or (not (and (= vmotion_2.phase.next 2) (= vmotion_1.phase.next 2))) (= history.vmotion_2_before_vmotion_1.next (<= (+ vmotion_2.place.next 1) vmotion_1.place.next))) (or (not history.storage_1_before_storage_2.next) (= storage_1.phase.next 2)) (or (not history.storage_1_before_vmotion_1.next) (= storage_1.phase.next 2)) (or (not history.storage_1_before_vmotion_2.next) (= storage_1.phase.next 2)) (or (not history.storage_2_before_storage_1.next) (= storage_2.phase.next 2)) (or (not history.storage_2_before_vmotion_1.next) (= storage_2.phase.next 2)) (or (not history.storage_2_before_vmotion_2.next) (= storage_2.phase.next 2)) (or (not history.vmotion_1_before_storage_1.next) (= vmotion_1.phase.next 2)) (or (not history.vmotion_1_before_storage_2.next) (= vmotion_1.phase.next 2)) (or (not history.vmotion_1_before_vmotion_2.next) (= vmotion_1.phase.next 2)) (or (not history.vmotion_2_before_storage_1.next) (= vmotion_2.phase.next 2)) (or (not history.vmotion_2_before_storage_2.next) (= vmotion_2.phase.next 2)) (or (not history.vmotion_2_before_vmotion_1.next) (= vmotion_2.phase.next 2)) (or (not (or (= storage_1.phase.next 2) (= storage_2.phase.next 2) (= vmotion_1.phase.next 2) (= vmotion_2.phase.next 2))) (= storage_1.place.next 1) (= storage_2.place.next 1) (= vmotion_1.place.next 1) (= vmotion_2.place.next 1))))
; lemma 8: storage_1.phase == WAITING or vmotion_1.place != 4
(define-fun lemma.8 () Bool (or (= storage_1.phase 2) (not (= vmotion_1.place 4))))
(define-fun lemma.8.next () Bool (or (= storage_1.phase.next 2) (not (= vmotion_1.place.next 4))))
; lemma 9: storage_2.place != 4 or vmotion_1.place not in {0, 4}
(define-fun lemma.9 () Bool (or (not (= storage_2.place 4)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4)))))
(define-fun lemma.9.next () Bool (or (not (= storage_2.place.next 4)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4)))))
; lemma 10: storage_2.place != 3 or vmotion_1.place != 3
(define-fun lemma.10 () Bool (or (not (= storage_2.place 3)) (not (= vmotion_1.place 3))))
(define-fun lemma.10.next () Bool (or (not (= storage_2.place.next 3)) (not (= vmotion_1.place.next 3))))
; lemma 11: not (storage_1.phase != WAITING and storage_2.phase != WAITING) or vmotion_1.place not in {3, 4}
(define-fun lemma.11 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)))) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4)))))
(define-fun lemma.11.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)))) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))))
; lemma 12: not (storage_1.place in {3, 4} and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.12 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.12.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 13: storage_2.place != 1 or vmotion_1.place != 1
(define-fun lemma.13 () Bool (or (not (= storage_2.place 1)) (not (= vmotion_1.place 1))))
(define-fun lemma.13.next () Bool (or (not (= storage_2.place.next 1)) (not (= vmotion_1.place.next 1))))
; lemma 14: storage_2.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.14 () Bool (or (not (= storage_2.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.14.next () Bool (or (not (= storage_2.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 15: vmotion_1.place != 1 or vmotion_2.place != 1
(define-fun lemma.15 () Bool (or (not (= vmotion_1.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.15.next () Bool (or (not (= vmotion_1.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 16: storage_2.place != 1 or vmotion_2.place != 1
(define-fun lemma.16 () Bool (or (not (= storage_2.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.16.next () Bool (or (not (= storage_2.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 17: vmotion_1.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.17 () Bool (or (= vmotion_1.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.17.next () Bool (or (= vmotion_1.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 18: storage_2.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.18 () Bool (or (= storage_2.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.18.next () Bool (or (= storage_2.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 19: storage_2.phase == WAITING or vmotion_1.place != 4
(define-fun lemma.19 () Bool (or (= storage_2.phase 2) (not (= vmotion_1.place 4))))
(define-fun lemma.19.next () Bool (or (= storage_2.phase.next 2) (not (= vmotion_1.place.next 4))))
; lemma 20: vmotion_1.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.20 () Bool (or (not (= vmotion_1.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.20.next () Bool (or (not (= vmotion_1.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 21: vmotion_1.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.21 () Bool (or (not (= vmotion_1.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.21.next () Bool (or (not (= vmotion_1.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 22: storage_2.place != 3 or vmotion_2.place != 3
(define-fun lemma.22 () Bool (or (not (= storage_2.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.22.next () Bool (or (not (= storage_2.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 23: storage_1.place != 1 or storage_2.place != 1
(define-fun lemma.23 () Bool (or (not (= storage_1.place 1)) (not (= storage_2.place 1))))
(define-fun lemma.23.next () Bool (or (not (= storage_1.place.next 1)) (not (= storage_2.place.next 1))))
; lemma 24: storage_1.place != 1 or vmotion_2.place != 1
(define-fun lemma.24 () Bool (or (not (= storage_1.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.24.next () Bool (or (not (= storage_1.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 25: storage_1.place != 4 or vmotion_1.place not in {0, 4}
(define-fun lemma.25 () Bool (or (not (= storage_1.place 4)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4)))))
(define-fun lemma.25.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4)))))
; lemma 26: storage_1.place != 3 or vmotion_2.place != 3
(define-fun lemma.26 () Bool (or (not (= storage_1.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.26.next () Bool (or (not (= storage_1.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 27: storage_1.place != 3 or storage_2.place != 3
(define-fun lemma.27 () Bool (or (not (= storage_1.place 3)) (not (= storage_2.place 3))))
(define-fun lemma.27.next () Bool (or (not (= storage_1.place.next 3)) (not (= storage_2.place.next 3))))
; lemma 28: storage_1.place != 1 or vmotion_1.place != 1
(define-fun lemma.28 () Bool (or (not (= storage_1.place 1)) (not (= vmotion_1.place 1))))
(define-fun lemma.28.next () Bool (or (not (= storage_1.place.next 1)) (not (= vmotion_1.place.next 1))))
; lemma 29: storage_1.place != 4 or storage_2.phase == WAITING
(define-fun lemma.29 () Bool (or (not (= storage_1.place 4)) (= storage_2.phase 2)))
(define-fun lemma.29.next () Bool (or (not (= storage_1.place.next 4)) (= storage_2.phase.next 2)))
; lemma 30: storage_1.phase == WAITING or storage_2.place != 4
(define-fun lemma.30 () Bool (or (= storage_1.phase 2) (not (= storage_2.place 4))))
(define-fun lemma.30.next () Bool (or (= storage_1.phase.next 2) (not (= storage_2.place.next 4))))
; lemma 31: storage_1.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.31 () Bool (or (not (= storage_1.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.31.next () Bool (or (not (= storage_1.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 32: storage_1.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.32 () Bool (or (= storage_1.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.32.next () Bool (or (= storage_1.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 33: not (storage_1.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.33 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= vmotion_1.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.33.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 34: vmotion_1.place != 3 or vmotion_2.place != 3
(define-fun lemma.34 () Bool (or (not (= vmotion_1.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.34.next () Bool (or (not (= vmotion_1.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 35: not (storage_1.phase != WAITING and storage_2.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.35 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.35.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 36: not (storage_2.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.36 () Bool (or (not (and (not (= storage_2.phase 2)) (not (= vmotion_1.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.36.next () Bool (or (not (and (not (= storage_2.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 37: storage_1.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.37 () Bool (or (not (= storage_1.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.37.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 38: storage_1.place != 3 or vmotion_1.place != 3
(define-fun lemma.38 () Bool (or (not (= storage_1.place 3)) (not (= vmotion_1.place 3))))
(define-fun lemma.38.next () Bool (or (not (= storage_1.place.next 3)) (not (= vmotion_1.place.next 3))))
; lemma 39: storage_2.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.39 () Bool (or (not (= storage_2.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.39.next () Bool (or (not (= storage_2.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 40: not (storage_2.place in {3, 4} and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.40 () Bool (or (not (and (or (= storage_2.place 3) (= storage_2.place 4)) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.40.next () Bool (or (not (and (or (= storage_2.place.next 3) (= storage_2.place.next 4)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 41: not (storage_1.phase != WAITING and storage_2.place in {3, 4}) or vmotion_1.phase == WAITING
(define-fun lemma.41 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= storage_2.place 3) (= storage_2.place 4)))) (= vmotion_1.phase 2)))
(define-fun lemma.41.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) (= vmotion_1.phase.next 2)))
; lemma 42: not (storage_1.phase != WAITING and storage_2.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.42 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= storage_2.place 3) (= storage_2.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.42.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 43: not (storage_1.phase != WAITING and vmotion_1.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.43 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.43.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 44: storage_1.place != 4 or storage_2.place not in {0, 4}
(define-fun lemma.44 () Bool (or (not (= storage_1.place 4)) (not (or (= storage_2.place 0) (= storage_2.place 4)))))
(define-fun lemma.44.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4)))))
; lemma 45: not (storage_2.phase != WAITING and vmotion_1.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.45 () Bool (or (not (and (not (= storage_2.phase 2)) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.45.next () Bool (or (not (and (not (= storage_2.phase.next 2)) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 46: not (storage_1.place in {3, 4} and storage_2.phase != WAITING) or vmotion_1.phase == WAITING
(define-fun lemma.46 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= storage_2.phase 2)))) (= vmotion_1.phase 2)))
(define-fun lemma.46.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= storage_2.phase.next 2)))) (= vmotion_1.phase.next 2)))
; lemma 47: not (storage_1.place in {3, 4} and storage_2.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.47 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= storage_2.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.47.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= storage_2.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 48: storage_1.place != 2 or storage_2.place != 2
(define-fun lemma.48 () Bool (or (not (= storage_1.place 2)) (not (= storage_2.place 2))))
(define-fun lemma.48.next () Bool (or (not (= storage_1.place.next 2)) (not (= storage_2.place.next 2))))
; lemma 49: storage_2.place != 2 or vmotion_1.place != 2
(define-fun lemma.49 () Bool (or (not (= storage_2.place 2)) (not (= vmotion_1.place 2))))
(define-fun lemma.49.next () Bool (or (not (= storage_2.place.next 2)) (not (= vmotion_1.place.next 2))))
; lemma 50: vmotion_1.place != 2 or vmotion_2.place != 2
(define-fun lemma.50 () Bool (or (not (= vmotion_1.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.50.next () Bool (or (not (= vmotion_1.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 51: storage_2.place != 2 or vmotion_2.place != 2
(define-fun lemma.51 () Bool (or (not (= storage_2.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.51.next () Bool (or (not (= storage_2.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 52: storage_1.place != 2 or vmotion_2.place != 2
(define-fun lemma.52 () Bool (or (not (= storage_1.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.52.next () Bool (or (not (= storage_1.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 53: storage_1.place != 2 or vmotion_1.place != 2
(define-fun lemma.53 () Bool (or (not (= storage_1.place 2)) (not (= vmotion_1.place 2))))
(define-fun lemma.53.next () Bool (or (not (= storage_1.place.next 2)) (not (= vmotion_1.place.next 2))))
(define-fun invariant () Bool
  (and true
   (and (<= 0 storage_1.phase) (<= storage_1.phase 2))
   (and (<= 0 storage_1.place) (<= storage_1.place 4))
   (and (<= 0 storage_2.phase) (<= storage_2.phase 2))
   (and (<= 0 storage_2.place) (<= storage_2.place 4))
   (and (<= 0 vmotion_1.phase) (<= vmotion_1.phase 2))
   (and (<= 0 vmotion_1.place) (<= vmotion_1.place 4))
   (and (<= 0 vmotion_2.phase) (<= vmotion_2.phase 2))
   (and (<= 0 vmotion_2.place) (<= vmotion_2.place 4))
   (and (<= 0 host.used) (<= host.used 20))
   (and (<= 0 host.others) (<= host.others 16))
   (and (<= 0 network.used) (<= network.used 4))
   (and (<= 0 network.others) (<= network.others 4))
   (and (<= 0 datastore.used) (<= datastore.used 128))
   (and (<= 0 datastore.others) (<= datastore.others 128))
   lemma.0
   lemma.1
   lemma.2
   lemma.3
   lemma.4
   lemma.5
   lemma.6
   lemma.7
   lemma.8
   lemma.9
   lemma.10
   lemma.11
   lemma.12
   lemma.13
   lemma.14
   lemma.15
   lemma.16
   lemma.17
   lemma.18
   lemma.19
   lemma.20
   lemma.21
   lemma.22
   lemma.23
   lemma.24
   lemma.25
   lemma.26
   lemma.27
   lemma.28
   lemma.29
   lemma.30
   lemma.31
   lemma.32
   lemma.33
   lemma.34
   lemma.35
   lemma.36
   lemma.37
   lemma.38
   lemma.39
   lemma.40
   lemma.41
   lemma.42
   lemma.43
   lemma.44
   lemma.45
   lemma.46
   lemma.47
   lemma.48
   lemma.49
   lemma.50
   lemma.51
   lemma.52
   lemma.53
  )
)
(define-fun invariant.next () Bool
  (and true
   (and (<= 0 storage_1.phase.next) (<= storage_1.phase.next 2))
   (and (<= 0 storage_1.place.next) (<= storage_1.place.next 4))
   (and (<= 0 storage_2.phase.next) (<= storage_2.phase.next 2))
   (and (<= 0 storage_2.place.next) (<= storage_2.place.next 4))
   (and (<= 0 vmotion_1.phase.next) (<= vmotion_1.phase.next 2))
   (and (<= 0 vmotion_1.place.next) (<= vmotion_1.place.next 4))
   (and (<= 0 vmotion_2.phase.next) (<= vmotion_2.phase.next 2))
   (and (<= 0 vmotion_2.place.next) (<= vmotion_2.place.next 4))
   (and (<= 0 host.used.next) (<= host.used.next 20))
   (and (<= 0 host.others.next) (<= host.others.next 16))
   (and (<= 0 network.used.next) (<= network.used.next 4))
   (and (<= 0 network.others.next) (<= network.others.next 4))
   (and (<= 0 datastore.used.next) (<= datastore.used.next 128))
   (and (<= 0 datastore.others.next) (<= datastore.others.next 128))
   lemma.0.next
   lemma.1.next
   lemma.2.next
   lemma.3.next
   lemma.4.next
   lemma.5.next
   lemma.6.next
   lemma.7.next
   lemma.8.next
   lemma.9.next
   lemma.10.next
   lemma.11.next
   lemma.12.next
   lemma.13.next
   lemma.14.next
   lemma.15.next
   lemma.16.next
   lemma.17.next
   lemma.18.next
   lemma.19.next
   lemma.20.next
   lemma.21.next
   lemma.22.next
   lemma.23.next
   lemma.24.next
   lemma.25.next
   lemma.26.next
   lemma.27.next
   lemma.28.next
   lemma.29.next
   lemma.30.next
   lemma.31.next
   lemma.32.next
   lemma.33.next
   lemma.34.next
   lemma.35.next
   lemma.36.next
   lemma.37.next
   lemma.38.next
   lemma.39.next
   lemma.40.next
   lemma.41.next
   lemma.42.next
   lemma.43.next
   lemma.44.next
   lemma.45.next
   lemma.46.next
   lemma.47.next
   lemma.48.next
   lemma.49.next
   lemma.50.next
   lemma.51.next
   lemma.52.next
   lemma.53.next
  )
)
; response L5a: storage_1.phase == WAITING leads to storage_1.phase == RUNNING
; rank 0 of L5a: strong admit_storage_1
; rule of L5a: outside where storage_1.phase == IDLE
; rule of L5a: 0 where True
; rank 0 of L5a.at0: recurring 0
; rank 1 of L5a.at0: weak finish_storage_2
; rank 2 of L5a.at0: strong admit_storage_2
; rank 3 of L5a.at0: strong admit_storage_2
; rule of L5a.at0: 1 where storage_1.place == 1 and host.used == 10
; rule of L5a.at0: 1 where storage_1.place == 1 and host.used == 12
; rule of L5a.at0: 0 where storage_1.place == 1
; rule of L5a.at0: 2 where storage_1.place == 2
; rule of L5a.at0: 3 where storage_2.place == 1
; rule of L5a.at0: 2 where storage_1.place == 3
; rule of L5a.at0: 3 where storage_2.place == 2
; rule of L5a.at0: 2 where True
; rank 0 of L5a.at0.at2: recurring 0
; rank 1 of L5a.at0.at2: strong admit_vmotion_1
; rank 2 of L5a.at0.at2: strong admit_vmotion_1
; rule of L5a.at0.at2: 0 where storage_2.place == 1
; rule of L5a.at0.at2: 2 where vmotion_2.place == 2
; rule of L5a.at0.at2: 1 where True
; rank 0 of L5a.at0.at2.at1: recurring 0
; rank 1 of L5a.at0.at2.at1: strong admit_vmotion_2
; rule of L5a.at0.at2.at1: 0 where vmotion_1.place == 1
; rule of L5a.at0.at2.at1: 1 where True
; rank 0 of L5a.at0.at2.at1.at1: recurring 0
; rule of L5a.at0.at2.at1.at1: 0 where True
; rank 0 of L5a.at0.at2.at2: recurring 0
; rule of L5a.at0.at2.at2: 0 where True
; rank 0 of L5a.at0.at3: recurring 0
; rank 1 of L5a.at0.at3: strong admit_vmotion_1
; rule of L5a.at0.at3: 0 where storage_2.place == 1
; rule of L5a.at0.at3: 1 where True
; rank 0 of L5a.at0.at3.at1: recurring 0
; rank 1 of L5a.at0.at3.at1: strong admit_vmotion_2
; rule of L5a.at0.at3.at1: 0 where vmotion_1.place == 1
; rule of L5a.at0.at3.at1: 1 where True
; rank 0 of L5a.at0.at3.at1.at1: recurring 0
; rule of L5a.at0.at3.at1.at1: 0 where True
(define-fun rank.L5a.rule0 () Bool (= storage_1.phase 0))
(define-fun rank.L5a.rule0.next () Bool (= storage_1.phase.next 0))
(define-fun rank.L5a.after0 () Bool (not (= storage_1.phase 0)))
(define-fun rank.L5a.after0.next () Bool (not (= storage_1.phase.next 0)))
(define-fun rank.L5a.rule1 () Bool rank.L5a.after0)
(define-fun rank.L5a.rule1.next () Bool rank.L5a.after0.next)
(define-fun rank.L5a.after1 () Bool false)
(define-fun rank.L5a.after1.next () Bool false)
(define-fun rank.L5a.known () Bool rank.L5a.rule1)
(define-fun rank.L5a.known.next () Bool rank.L5a.rule1.next)
(define-fun rank.L5a.digit0 () Bool false)
(define-fun rank.L5a.digit0.next () Bool false)
(define-fun rank.L5a.at0.rule0 () Bool (and (= storage_1.place 1) (= host.used 10)))
(define-fun rank.L5a.at0.rule0.next () Bool (and (= storage_1.place.next 1) (= host.used.next 10)))
(define-fun rank.L5a.at0.after0 () Bool (not (and (= storage_1.place 1) (= host.used 10))))
(define-fun rank.L5a.at0.after0.next () Bool (not (and (= storage_1.place.next 1) (= host.used.next 10))))
(define-fun rank.L5a.at0.rule1 () Bool (and rank.L5a.at0.after0 (= storage_1.place 1) (= host.used 12)))
(define-fun rank.L5a.at0.rule1.next () Bool (and rank.L5a.at0.after0.next (= storage_1.place.next 1) (= host.used.next 12)))
(define-fun rank.L5a.at0.after1 () Bool (and rank.L5a.at0.after0 (not (and (= storage_1.place 1) (= host.used 12)))))
(define-fun rank.L5a.at0.after1.next () Bool (and rank.L5a.at0.after0.next (not (and (= storage_1.place.next 1) (= host.used.next 12)))))
(define-fun rank.L5a.at0.rule2 () Bool (and rank.L5a.at0.after1 (= storage_1.place 1)))
(define-fun rank.L5a.at0.rule2.next () Bool (and rank.L5a.at0.after1.next (= storage_1.place.next 1)))
(define-fun rank.L5a.at0.after2 () Bool (and rank.L5a.at0.after1 (not (= storage_1.place 1))))
(define-fun rank.L5a.at0.after2.next () Bool (and rank.L5a.at0.after1.next (not (= storage_1.place.next 1))))
(define-fun rank.L5a.at0.rule3 () Bool (and rank.L5a.at0.after2 (= storage_1.place 2)))
(define-fun rank.L5a.at0.rule3.next () Bool (and rank.L5a.at0.after2.next (= storage_1.place.next 2)))
(define-fun rank.L5a.at0.after3 () Bool (and rank.L5a.at0.after2 (not (= storage_1.place 2))))
(define-fun rank.L5a.at0.after3.next () Bool (and rank.L5a.at0.after2.next (not (= storage_1.place.next 2))))
(define-fun rank.L5a.at0.rule4 () Bool (and rank.L5a.at0.after3 (= storage_2.place 1)))
(define-fun rank.L5a.at0.rule4.next () Bool (and rank.L5a.at0.after3.next (= storage_2.place.next 1)))
(define-fun rank.L5a.at0.after4 () Bool (and rank.L5a.at0.after3 (not (= storage_2.place 1))))
(define-fun rank.L5a.at0.after4.next () Bool (and rank.L5a.at0.after3.next (not (= storage_2.place.next 1))))
(define-fun rank.L5a.at0.rule5 () Bool (and rank.L5a.at0.after4 (= storage_1.place 3)))
(define-fun rank.L5a.at0.rule5.next () Bool (and rank.L5a.at0.after4.next (= storage_1.place.next 3)))
(define-fun rank.L5a.at0.after5 () Bool (and rank.L5a.at0.after4 (not (= storage_1.place 3))))
(define-fun rank.L5a.at0.after5.next () Bool (and rank.L5a.at0.after4.next (not (= storage_1.place.next 3))))
(define-fun rank.L5a.at0.rule6 () Bool (and rank.L5a.at0.after5 (= storage_2.place 2)))
(define-fun rank.L5a.at0.rule6.next () Bool (and rank.L5a.at0.after5.next (= storage_2.place.next 2)))
(define-fun rank.L5a.at0.after6 () Bool (and rank.L5a.at0.after5 (not (= storage_2.place 2))))
(define-fun rank.L5a.at0.after6.next () Bool (and rank.L5a.at0.after5.next (not (= storage_2.place.next 2))))
(define-fun rank.L5a.at0.rule7 () Bool rank.L5a.at0.after6)
(define-fun rank.L5a.at0.rule7.next () Bool rank.L5a.at0.after6.next)
(define-fun rank.L5a.at0.after7 () Bool false)
(define-fun rank.L5a.at0.after7.next () Bool false)
(define-fun rank.L5a.at0.known () Bool (or rank.L5a.at0.rule0 rank.L5a.at0.rule1 rank.L5a.at0.rule2 rank.L5a.at0.rule3 rank.L5a.at0.rule4 rank.L5a.at0.rule5 rank.L5a.at0.rule6 rank.L5a.at0.rule7))
(define-fun rank.L5a.at0.known.next () Bool (or rank.L5a.at0.rule0.next rank.L5a.at0.rule1.next rank.L5a.at0.rule2.next rank.L5a.at0.rule3.next rank.L5a.at0.rule4.next rank.L5a.at0.rule5.next rank.L5a.at0.rule6.next rank.L5a.at0.rule7.next))
(define-fun rank.L5a.at0.digit0 () Bool (or rank.L5a.at0.rule0 rank.L5a.at0.rule1 rank.L5a.at0.rule4 rank.L5a.at0.rule6))
(define-fun rank.L5a.at0.digit0.next () Bool (or rank.L5a.at0.rule0.next rank.L5a.at0.rule1.next rank.L5a.at0.rule4.next rank.L5a.at0.rule6.next))
(define-fun rank.L5a.at0.digit1 () Bool (or rank.L5a.at0.rule3 rank.L5a.at0.rule4 rank.L5a.at0.rule5 rank.L5a.at0.rule6 rank.L5a.at0.rule7))
(define-fun rank.L5a.at0.digit1.next () Bool (or rank.L5a.at0.rule3.next rank.L5a.at0.rule4.next rank.L5a.at0.rule5.next rank.L5a.at0.rule6.next rank.L5a.at0.rule7.next))
(define-fun rank.L5a.at0.at2.rule0 () Bool (= storage_2.place 1))
(define-fun rank.L5a.at0.at2.rule0.next () Bool (= storage_2.place.next 1))
(define-fun rank.L5a.at0.at2.after0 () Bool (not (= storage_2.place 1)))
(define-fun rank.L5a.at0.at2.after0.next () Bool (not (= storage_2.place.next 1)))
(define-fun rank.L5a.at0.at2.rule1 () Bool (and rank.L5a.at0.at2.after0 (= vmotion_2.place 2)))
(define-fun rank.L5a.at0.at2.rule1.next () Bool (and rank.L5a.at0.at2.after0.next (= vmotion_2.place.next 2)))
(define-fun rank.L5a.at0.at2.after1 () Bool (and rank.L5a.at0.at2.after0 (not (= vmotion_2.place 2))))
(define-fun rank.L5a.at0.at2.after1.next () Bool (and rank.L5a.at0.at2.after0.next (not (= vmotion_2.place.next 2))))
(define-fun rank.L5a.at0.at2.rule2 () Bool rank.L5a.at0.at2.after1)
(define-fun rank.L5a.at0.at2.rule2.next () Bool rank.L5a.at0.at2.after1.next)
(define-fun rank.L5a.at0.at2.after2 () Bool false)
(define-fun rank.L5a.at0.at2.after2.next () Bool false)
(define-fun rank.L5a.at0.at2.known () Bool (or rank.L5a.at0.at2.rule0 rank.L5a.at0.at2.rule1 rank.L5a.at0.at2.rule2))
(define-fun rank.L5a.at0.at2.known.next () Bool (or rank.L5a.at0.at2.rule0.next rank.L5a.at0.at2.rule1.next rank.L5a.at0.at2.rule2.next))
(define-fun rank.L5a.at0.at2.digit0 () Bool rank.L5a.at0.at2.rule2)
(define-fun rank.L5a.at0.at2.digit0.next () Bool rank.L5a.at0.at2.rule2.next)
(define-fun rank.L5a.at0.at2.digit1 () Bool rank.L5a.at0.at2.rule1)
(define-fun rank.L5a.at0.at2.digit1.next () Bool rank.L5a.at0.at2.rule1.next)
(define-fun rank.L5a.at0.at2.at1.rule0 () Bool (= vmotion_1.place 1))
(define-fun rank.L5a.at0.at2.at1.rule0.next () Bool (= vmotion_1.place.next 1))
(define-fun rank.L5a.at0.at2.at1.after0 () Bool (not (= vmotion_1.place 1)))
(define-fun rank.L5a.at0.at2.at1.after0.next () Bool (not (= vmotion_1.place.next 1)))
(define-fun rank.L5a.at0.at2.at1.rule1 () Bool rank.L5a.at0.at2.at1.after0)
(define-fun rank.L5a.at0.at2.at1.rule1.next () Bool rank.L5a.at0.at2.at1.after0.next)
(define-fun rank.L5a.at0.at2.at1.after1 () Bool false)
(define-fun rank.L5a.at0.at2.at1.after1.next () Bool false)
(define-fun rank.L5a.at0.at2.at1.known () Bool (or rank.L5a.at0.at2.at1.rule0 rank.L5a.at0.at2.at1.rule1))
(define-fun rank.L5a.at0.at2.at1.known.next () Bool (or rank.L5a.at0.at2.at1.rule0.next rank.L5a.at0.at2.at1.rule1.next))
(define-fun rank.L5a.at0.at2.at1.digit0 () Bool rank.L5a.at0.at2.at1.rule1)
(define-fun rank.L5a.at0.at2.at1.digit0.next () Bool rank.L5a.at0.at2.at1.rule1.next)
(define-fun rank.L5a.at0.at2.at1.at1.rule0 () Bool true)
(define-fun rank.L5a.at0.at2.at1.at1.rule0.next () Bool true)
(define-fun rank.L5a.at0.at2.at1.at1.after0 () Bool false)
(define-fun rank.L5a.at0.at2.at1.at1.after0.next () Bool false)
(define-fun rank.L5a.at0.at2.at1.at1.known () Bool rank.L5a.at0.at2.at1.at1.rule0)
(define-fun rank.L5a.at0.at2.at1.at1.known.next () Bool rank.L5a.at0.at2.at1.at1.rule0.next)
(define-fun rank.L5a.at0.at2.at1.at1.digit0 () Bool false)
(define-fun rank.L5a.at0.at2.at1.at1.digit0.next () Bool false)
(define-fun rank.L5a.at0.at2.at2.rule0 () Bool true)
(define-fun rank.L5a.at0.at2.at2.rule0.next () Bool true)
(define-fun rank.L5a.at0.at2.at2.after0 () Bool false)
(define-fun rank.L5a.at0.at2.at2.after0.next () Bool false)
(define-fun rank.L5a.at0.at2.at2.known () Bool rank.L5a.at0.at2.at2.rule0)
(define-fun rank.L5a.at0.at2.at2.known.next () Bool rank.L5a.at0.at2.at2.rule0.next)
(define-fun rank.L5a.at0.at2.at2.digit0 () Bool false)
(define-fun rank.L5a.at0.at2.at2.digit0.next () Bool false)
(define-fun rank.L5a.at0.at3.rule0 () Bool (= storage_2.place 1))
(define-fun rank.L5a.at0.at3.rule0.next () Bool (= storage_2.place.next 1))
(define-fun rank.L5a.at0.at3.after0 () Bool (not (= storage_2.place 1)))
(define-fun rank.L5a.at0.at3.after0.next () Bool (not (= storage_2.place.next 1)))
(define-fun rank.L5a.at0.at3.rule1 () Bool rank.L5a.at0.at3.after0)
(define-fun rank.L5a.at0.at3.rule1.next () Bool rank.L5a.at0.at3.after0.next)
(define-fun rank.L5a.at0.at3.after1 () Bool false)
(define-fun rank.L5a.at0.at3.after1.next () Bool false)
(define-fun rank.L5a.at0.at3.known () Bool (or rank.L5a.at0.at3.rule0 rank.L5a.at0.at3.rule1))
(define-fun rank.L5a.at0.at3.known.next () Bool (or rank.L5a.at0.at3.rule0.next rank.L5a.at0.at3.rule1.next))
(define-fun rank.L5a.at0.at3.digit0 () Bool rank.L5a.at0.at3.rule1)
(define-fun rank.L5a.at0.at3.digit0.next () Bool rank.L5a.at0.at3.rule1.next)
(define-fun rank.L5a.at0.at3.at1.rule0 () Bool (= vmotion_1.place 1))
(define-fun rank.L5a.at0.at3.at1.rule0.next () Bool (= vmotion_1.place.next 1))
(define-fun rank.L5a.at0.at3.at1.after0 () Bool (not (= vmotion_1.place 1)))
(define-fun rank.L5a.at0.at3.at1.after0.next () Bool (not (= vmotion_1.place.next 1)))
(define-fun rank.L5a.at0.at3.at1.rule1 () Bool rank.L5a.at0.at3.at1.after0)
(define-fun rank.L5a.at0.at3.at1.rule1.next () Bool rank.L5a.at0.at3.at1.after0.next)
(define-fun rank.L5a.at0.at3.at1.after1 () Bool false)
(define-fun rank.L5a.at0.at3.at1.after1.next () Bool false)
(define-fun rank.L5a.at0.at3.at1.known () Bool (or rank.L5a.at0.at3.at1.rule0 rank.L5a.at0.at3.at1.rule1))
(define-fun rank.L5a.at0.at3.at1.known.next () Bool (or rank.L5a.at0.at3.at1.rule0.next rank.L5a.at0.at3.at1.rule1.next))
(define-fun rank.L5a.at0.at3.at1.digit0 () Bool rank.L5a.at0.at3.at1.rule1)
(define-fun rank.L5a.at0.at3.at1.digit0.next () Bool rank.L5a.at0.at3.at1.rule1.next)
(define-fun rank.L5a.at0.at3.at1.at1.rule0 () Bool true)
(define-fun rank.L5a.at0.at3.at1.at1.rule0.next () Bool true)
(define-fun rank.L5a.at0.at3.at1.at1.after0 () Bool false)
(define-fun rank.L5a.at0.at3.at1.at1.after0.next () Bool false)
(define-fun rank.L5a.at0.at3.at1.at1.known () Bool rank.L5a.at0.at3.at1.at1.rule0)
(define-fun rank.L5a.at0.at3.at1.at1.known.next () Bool rank.L5a.at0.at3.at1.at1.rule0.next)
(define-fun rank.L5a.at0.at3.at1.at1.digit0 () Bool false)
(define-fun rank.L5a.at0.at3.at1.at1.digit0.next () Bool false)
; response L5b: storage_2.phase == WAITING leads to storage_2.phase == RUNNING
; rank 0 of L5b: strong admit_storage_2
; rule of L5b: outside where storage_2.phase == IDLE
; rule of L5b: 0 where True
; rank 0 of L5b.at0: recurring 0
; rank 1 of L5b.at0: weak finish_storage_1
; rank 2 of L5b.at0: strong admit_storage_1
; rank 3 of L5b.at0: strong admit_storage_1
; rule of L5b.at0: 1 where storage_2.place == 1 and host.used == 10
; rule of L5b.at0: 1 where storage_2.place == 1 and host.used == 12
; rule of L5b.at0: 0 where storage_2.place == 1
; rule of L5b.at0: 2 where storage_2.place == 2
; rule of L5b.at0: 3 where storage_1.place == 1
; rule of L5b.at0: 2 where storage_2.place == 3
; rule of L5b.at0: 3 where storage_1.place == 2
; rule of L5b.at0: 2 where True
; rank 0 of L5b.at0.at2: recurring 0
; rank 1 of L5b.at0.at2: strong admit_vmotion_1
; rank 2 of L5b.at0.at2: strong admit_vmotion_1
; rule of L5b.at0.at2: 0 where storage_1.place == 1
; rule of L5b.at0.at2: 2 where vmotion_2.place == 2
; rule of L5b.at0.at2: 1 where True
; rank 0 of L5b.at0.at2.at1: recurring 0
; rank 1 of L5b.at0.at2.at1: strong admit_vmotion_2
; rule of L5b.at0.at2.at1: 0 where vmotion_1.place == 1
; rule of L5b.at0.at2.at1: 1 where True
; rank 0 of L5b.at0.at2.at1.at1: recurring 0
; rule of L5b.at0.at2.at1.at1: 0 where True
; rank 0 of L5b.at0.at2.at2: recurring 0
; rule of L5b.at0.at2.at2: 0 where True
; rank 0 of L5b.at0.at3: recurring 0
; rank 1 of L5b.at0.at3: strong admit_vmotion_1
; rule of L5b.at0.at3: 0 where storage_1.place == 1
; rule of L5b.at0.at3: 1 where True
; rank 0 of L5b.at0.at3.at1: recurring 0
; rank 1 of L5b.at0.at3.at1: strong admit_vmotion_2
; rule of L5b.at0.at3.at1: 0 where vmotion_1.place == 1
; rule of L5b.at0.at3.at1: 1 where True
; rank 0 of L5b.at0.at3.at1.at1: recurring 0
; rule of L5b.at0.at3.at1.at1: 0 where True
(define-fun rank.L5b.rule0 () Bool (= storage_2.phase 0))
(define-fun rank.L5b.rule0.next () Bool (= storage_2.phase.next 0))
(define-fun rank.L5b.after0 () Bool (not (= storage_2.phase 0)))
(define-fun rank.L5b.after0.next () Bool (not (= storage_2.phase.next 0)))
(define-fun rank.L5b.rule1 () Bool rank.L5b.after0)
(define-fun rank.L5b.rule1.next () Bool rank.L5b.after0.next)
(define-fun rank.L5b.after1 () Bool false)
(define-fun rank.L5b.after1.next () Bool false)
(define-fun rank.L5b.known () Bool rank.L5b.rule1)
(define-fun rank.L5b.known.next () Bool rank.L5b.rule1.next)
(define-fun rank.L5b.digit0 () Bool false)
(define-fun rank.L5b.digit0.next () Bool false)
(define-fun rank.L5b.at0.rule0 () Bool (and (= storage_2.place 1) (= host.used 10)))
(define-fun rank.L5b.at0.rule0.next () Bool (and (= storage_2.place.next 1) (= host.used.next 10)))
(define-fun rank.L5b.at0.after0 () Bool (not (and (= storage_2.place 1) (= host.used 10))))
(define-fun rank.L5b.at0.after0.next () Bool (not (and (= storage_2.place.next 1) (= host.used.next 10))))
(define-fun rank.L5b.at0.rule1 () Bool (and rank.L5b.at0.after0 (= storage_2.place 1) (= host.used 12)))
(define-fun rank.L5b.at0.rule1.next () Bool (and rank.L5b.at0.after0.next (= storage_2.place.next 1) (= host.used.next 12)))
(define-fun rank.L5b.at0.after1 () Bool (and rank.L5b.at0.after0 (not (and (= storage_2.place 1) (= host.used 12)))))
(define-fun rank.L5b.at0.after1.next () Bool (and rank.L5b.at0.after0.next (not (and (= storage_2.place.next 1) (= host.used.next 12)))))
(define-fun rank.L5b.at0.rule2 () Bool (and rank.L5b.at0.after1 (= storage_2.place 1)))
(define-fun rank.L5b.at0.rule2.next () Bool (and rank.L5b.at0.after1.next (= storage_2.place.next 1)))
(define-fun rank.L5b.at0.after2 () Bool (and rank.L5b.at0.after1 (not (= storage_2.place 1))))
(define-fun rank.L5b.at0.after2.next () Bool (and rank.L5b.at0.after1.next (not (= storage_2.place.next 1))))
(define-fun rank.L5b.at0.rule3 () Bool (and rank.L5b.at0.after2 (= storage_2.place 2)))
(define-fun rank.L5b.at0.rule3.next () Bool (and rank.L5b.at0.after2.next (= storage_2.place.next 2)))
(define-fun rank.L5b.at0.after3 () Bool (and rank.L5b.at0.after2 (not (= storage_2.place 2))))
(define-fun rank.L5b.at0.after3.next () Bool (and rank.L5b.at0.after2.next (not (= storage_2.place.next 2))))
(define-fun rank.L5b.at0.rule4 () Bool (and rank.L5b.at0.after3 (= storage_1.place 1)))
(define-fun rank.L5b.at0.rule4.next () Bool (and rank.L5b.at0.after3.next (= storage_1.place.next 1)))
(define-fun rank.L5b.at0.after4 () Bool (and rank.L5b.at0.after3 (not (= storage_1.place 1))))
(define-fun rank.L5b.at0.after4.next () Bool (and rank.L5b.at0.after3.next (not (= storage_1.place.next 1))))
(define-fun rank.L5b.at0.rule5 () Bool (and rank.L5b.at0.after4 (= storage_2.place 3)))
(define-fun rank.L5b.at0.rule5.next () Bool (and rank.L5b.at0.after4.next (= storage_2.place.next 3)))
(define-fun rank.L5b.at0.after5 () Bool (and rank.L5b.at0.after4 (not (= storage_2.place 3))))
(define-fun rank.L5b.at0.after5.next () Bool (and rank.L5b.at0.after4.next (not (= storage_2.place.next 3))))
(define-fun rank.L5b.at0.rule6 () Bool (and rank.L5b.at0.after5 (= storage_1.place 2)))
(define-fun rank.L5b.at0.rule6.next () Bool (and rank.L5b.at0.after5.next (= storage_1.place.next 2)))
(define-fun rank.L5b.at0.after6 () Bool (and rank.L5b.at0.after5 (not (= storage_1.place 2))))
(define-fun rank.L5b.at0.after6.next () Bool (and rank.L5b.at0.after5.next (not (= storage_1.place.next 2))))
(define-fun rank.L5b.at0.rule7 () Bool rank.L5b.at0.after6)
(define-fun rank.L5b.at0.rule7.next () Bool rank.L5b.at0.after6.next)
(define-fun rank.L5b.at0.after7 () Bool false)
(define-fun rank.L5b.at0.after7.next () Bool false)
(define-fun rank.L5b.at0.known () Bool (or rank.L5b.at0.rule0 rank.L5b.at0.rule1 rank.L5b.at0.rule2 rank.L5b.at0.rule3 rank.L5b.at0.rule4 rank.L5b.at0.rule5 rank.L5b.at0.rule6 rank.L5b.at0.rule7))
(define-fun rank.L5b.at0.known.next () Bool (or rank.L5b.at0.rule0.next rank.L5b.at0.rule1.next rank.L5b.at0.rule2.next rank.L5b.at0.rule3.next rank.L5b.at0.rule4.next rank.L5b.at0.rule5.next rank.L5b.at0.rule6.next rank.L5b.at0.rule7.next))
(define-fun rank.L5b.at0.digit0 () Bool (or rank.L5b.at0.rule0 rank.L5b.at0.rule1 rank.L5b.at0.rule4 rank.L5b.at0.rule6))
(define-fun rank.L5b.at0.digit0.next () Bool (or rank.L5b.at0.rule0.next rank.L5b.at0.rule1.next rank.L5b.at0.rule4.next rank.L5b.at0.rule6.next))
(define-fun rank.L5b.at0.digit1 () Bool (or rank.L5b.at0.rule3 rank.L5b.at0.rule4 rank.L5b.at0.rule5 rank.L5b.at0.rule6 rank.L5b.at0.rule7))
(define-fun rank.L5b.at0.digit1.next () Bool (or rank.L5b.at0.rule3.next rank.L5b.at0.rule4.next rank.L5b.at0.rule5.next rank.L5b.at0.rule6.next rank.L5b.at0.rule7.next))
(define-fun rank.L5b.at0.at2.rule0 () Bool (= storage_1.place 1))
(define-fun rank.L5b.at0.at2.rule0.next () Bool (= storage_1.place.next 1))
(define-fun rank.L5b.at0.at2.after0 () Bool (not (= storage_1.place 1)))
(define-fun rank.L5b.at0.at2.after0.next () Bool (not (= storage_1.place.next 1)))
(define-fun rank.L5b.at0.at2.rule1 () Bool (and rank.L5b.at0.at2.after0 (= vmotion_2.place 2)))
(define-fun rank.L5b.at0.at2.rule1.next () Bool (and rank.L5b.at0.at2.after0.next (= vmotion_2.place.next 2)))
(define-fun rank.L5b.at0.at2.after1 () Bool (and rank.L5b.at0.at2.after0 (not (= vmotion_2.place 2))))
(define-fun rank.L5b.at0.at2.after1.next () Bool (and rank.L5b.at0.at2.after0.next (not (= vmotion_2.place.next 2))))
(define-fun rank.L5b.at0.at2.rule2 () Bool rank.L5b.at0.at2.after1)
(define-fun rank.L5b.at0.at2.rule2.next () Bool rank.L5b.at0.at2.after1.next)
(define-fun rank.L5b.at0.at2.after2 () Bool false)
(define-fun rank.L5b.at0.at2.after2.next () Bool false)
(define-fun rank.L5b.at0.at2.known () Bool (or rank.L5b.at0.at2.rule0 rank.L5b.at0.at2.rule1 rank.L5b.at0.at2.rule2))
(define-fun rank.L5b.at0.at2.known.next () Bool (or rank.L5b.at0.at2.rule0.next rank.L5b.at0.at2.rule1.next rank.L5b.at0.at2.rule2.next))
(define-fun rank.L5b.at0.at2.digit0 () Bool rank.L5b.at0.at2.rule2)
(define-fun rank.L5b.at0.at2.digit0.next () Bool rank.L5b.at0.at2.rule2.next)
(define-fun rank.L5b.at0.at2.digit1 () Bool rank.L5b.at0.at2.rule1)
(define-fun rank.L5b.at0.at2.digit1.next () Bool rank.L5b.at0.at2.rule1.next)
(define-fun rank.L5b.at0.at2.at1.rule0 () Bool (= vmotion_1.place 1))
(define-fun rank.L5b.at0.at2.at1.rule0.next () Bool (= vmotion_1.place.next 1))
(define-fun rank.L5b.at0.at2.at1.after0 () Bool (not (= vmotion_1.place 1)))
(define-fun rank.L5b.at0.at2.at1.after0.next () Bool (not (= vmotion_1.place.next 1)))
(define-fun rank.L5b.at0.at2.at1.rule1 () Bool rank.L5b.at0.at2.at1.after0)
(define-fun rank.L5b.at0.at2.at1.rule1.next () Bool rank.L5b.at0.at2.at1.after0.next)
(define-fun rank.L5b.at0.at2.at1.after1 () Bool false)
(define-fun rank.L5b.at0.at2.at1.after1.next () Bool false)
(define-fun rank.L5b.at0.at2.at1.known () Bool (or rank.L5b.at0.at2.at1.rule0 rank.L5b.at0.at2.at1.rule1))
(define-fun rank.L5b.at0.at2.at1.known.next () Bool (or rank.L5b.at0.at2.at1.rule0.next rank.L5b.at0.at2.at1.rule1.next))
(define-fun rank.L5b.at0.at2.at1.digit0 () Bool rank.L5b.at0.at2.at1.rule1)
(define-fun rank.L5b.at0.at2.at1.digit0.next () Bool rank.L5b.at0.at2.at1.rule1.next)
(define-fun rank.L5b.at0.at2.at1.at1.rule0 () Bool true)
(define-fun rank.L5b.at0.at2.at1.at1.rule0.next () Bool true)
(define-fun rank.L5b.at0.at2.at1.at1.after0 () Bool false)
(define-fun rank.L5b.at0.at2.at1.at1.after0.next () Bool false)
(define-fun rank.L5b.at0.at2.at1.at1.known () Bool rank.L5b.at0.at2.at1.at1.rule0)
(define-fun rank.L5b.at0.at2.at1.at1.known.next () Bool rank.L5b.at0.at2.at1.at1.rule0.next)
(define-fun rank.L5b.at0.at2.at1.at1.digit0 () Bool false)
(define-fun rank.L5b.at0.at2.at1.at1.digit0.next () Bool false)
(define-fun rank.L5b.at0.at2.at2.rule0 () Bool true)
(define-fun rank.L5b.at0.at2.at2.rule0.next () Bool true)
(define-fun rank.L5b.at0.at2.at2.after0 () Bool false)
(define-fun rank.L5b.at0.at2.at2.after0.next () Bool false)
(define-fun rank.L5b.at0.at2.at2.known () Bool rank.L5b.at0.at2.at2.rule0)
(define-fun rank.L5b.at0.at2.at2.known.next () Bool rank.L5b.at0.at2.at2.rule0.next)
(define-fun rank.L5b.at0.at2.at2.digit0 () Bool false)
(define-fun rank.L5b.at0.at2.at2.digit0.next () Bool false)
(define-fun rank.L5b.at0.at3.rule0 () Bool (= storage_1.place 1))
(define-fun rank.L5b.at0.at3.rule0.next () Bool (= storage_1.place.next 1))
(define-fun rank.L5b.at0.at3.after0 () Bool (not (= storage_1.place 1)))
(define-fun rank.L5b.at0.at3.after0.next () Bool (not (= storage_1.place.next 1)))
(define-fun rank.L5b.at0.at3.rule1 () Bool rank.L5b.at0.at3.after0)
(define-fun rank.L5b.at0.at3.rule1.next () Bool rank.L5b.at0.at3.after0.next)
(define-fun rank.L5b.at0.at3.after1 () Bool false)
(define-fun rank.L5b.at0.at3.after1.next () Bool false)
(define-fun rank.L5b.at0.at3.known () Bool (or rank.L5b.at0.at3.rule0 rank.L5b.at0.at3.rule1))
(define-fun rank.L5b.at0.at3.known.next () Bool (or rank.L5b.at0.at3.rule0.next rank.L5b.at0.at3.rule1.next))
(define-fun rank.L5b.at0.at3.digit0 () Bool rank.L5b.at0.at3.rule1)
(define-fun rank.L5b.at0.at3.digit0.next () Bool rank.L5b.at0.at3.rule1.next)
(define-fun rank.L5b.at0.at3.at1.rule0 () Bool (= vmotion_1.place 1))
(define-fun rank.L5b.at0.at3.at1.rule0.next () Bool (= vmotion_1.place.next 1))
(define-fun rank.L5b.at0.at3.at1.after0 () Bool (not (= vmotion_1.place 1)))
(define-fun rank.L5b.at0.at3.at1.after0.next () Bool (not (= vmotion_1.place.next 1)))
(define-fun rank.L5b.at0.at3.at1.rule1 () Bool rank.L5b.at0.at3.at1.after0)
(define-fun rank.L5b.at0.at3.at1.rule1.next () Bool rank.L5b.at0.at3.at1.after0.next)
(define-fun rank.L5b.at0.at3.at1.after1 () Bool false)
(define-fun rank.L5b.at0.at3.at1.after1.next () Bool false)
(define-fun rank.L5b.at0.at3.at1.known () Bool (or rank.L5b.at0.at3.at1.rule0 rank.L5b.at0.at3.at1.rule1))
(define-fun rank.L5b.at0.at3.at1.known.next () Bool (or rank.L5b.at0.at3.at1.rule0.next rank.L5b.at0.at3.at1.rule1.next))
(define-fun rank.L5b.at0.at3.at1.digit0 () Bool rank.L5b.at0.at3.at1.rule1)
(define-fun rank.L5b.at0.at3.at1.digit0.next () Bool rank.L5b.at0.at3.at1.rule1.next)
(define-fun rank.L5b.at0.at3.at1.at1.rule0 () Bool true)
(define-fun rank.L5b.at0.at3.at1.at1.rule0.next () Bool true)
(define-fun rank.L5b.at0.at3.at1.at1.after0 () Bool false)
(define-fun rank.L5b.at0.at3.at1.at1.after0.next () Bool false)
(define-fun rank.L5b.at0.at3.at1.at1.known () Bool rank.L5b.at0.at3.at1.at1.rule0)
(define-fun rank.L5b.at0.at3.at1.at1.known.next () Bool rank.L5b.at0.at3.at1.at1.rule0.next)
(define-fun rank.L5b.at0.at3.at1.at1.digit0 () Bool false)
(define-fun rank.L5b.at0.at3.at1.at1.digit0.next () Bool false)
; response L5c: vmotion_1.phase == WAITING leads to vmotion_1.phase == RUNNING
; rank 0 of L5c: strong admit_vmotion_1
; rule of L5c: outside where vmotion_1.phase == IDLE
; rule of L5c: 0 where True
; rank 0 of L5c.at0: recurring 0
; rank 1 of L5c.at0: weak finish_storage_1
; rank 2 of L5c.at0: strong admit_storage_1
; rank 3 of L5c.at0: strong admit_storage_1
; rule of L5c.at0: 1 where vmotion_1.place == 1 and host.used == 16
; rule of L5c.at0: 0 where vmotion_1.place == 1
; rule of L5c.at0: 2 where vmotion_1.place == 2
; rule of L5c.at0: 3 where storage_1.place == 1
; rule of L5c.at0: 2 where vmotion_1.place == 3
; rule of L5c.at0: 3 where storage_1.place == 2
; rule of L5c.at0: 2 where True
; rank 0 of L5c.at0.at2: recurring 0
; rank 1 of L5c.at0.at2: weak finish_storage_2
; rank 2 of L5c.at0.at2: strong admit_storage_2
; rank 3 of L5c.at0.at2: strong admit_storage_2
; rule of L5c.at0.at2: 1 where storage_1.place == 1 and host.used == 10
; rule of L5c.at0.at2: 0 where storage_1.place == 1
; rule of L5c.at0.at2: 3 where vmotion_2.place == 2
; rule of L5c.at0.at2: 2 where True
; rank 0 of L5c.at0.at2.at2: recurring 0
; rank 1 of L5c.at0.at2.at2: weak finish_storage_1
; rank 2 of L5c.at0.at2.at2: strong admit_vmotion_2
; rule of L5c.at0.at2.at2: 1 where storage_2.place == 1 and host.used == 10
; rule of L5c.at0.at2.at2: 0 where storage_2.place == 1
; rule of L5c.at0.at2.at2: 2 where True
; rank 0 of L5c.at0.at2.at2.at2: recurring 0
; rank 1 of L5c.at0.at2.at2.at2: weak finish_storage_1
; rule of L5c.at0.at2.at2.at2: 1 where host.used == 16
; rule of L5c.at0.at2.at2.at2: 0 where True
; rank 0 of L5c.at0.at2.at3: recurring 0
; rule of L5c.at0.at2.at3: 0 where True
; rank 0 of L5c.at0.at3: recurring 0
; rank 1 of L5c.at0.at3: strong admit_storage_2
; rule of L5c.at0.at3: 0 where storage_1.place == 1
; rule of L5c.at0.at3: 1 where True
; rank 0 of L5c.at0.at3.at1: recurring 0
; rank 1 of L5c.at0.at3.at1: strong admit_vmotion_2
; rule of L5c.at0.at3.at1: 0 where storage_2.place == 1
; rule of L5c.at0.at3.at1: 1 where True
; rank 0 of L5c.at0.at3.at1.at1: recurring 0
; rule of L5c.at0.at3.at1.at1: 0 where True
(define-fun rank.L5c.rule0 () Bool (= vmotion_1.phase 0))
(define-fun rank.L5c.rule0.next () Bool (= vmotion_1.phase.next 0))
(define-fun rank.L5c.after0 () Bool (not (= vmotion_1.phase 0)))
(define-fun rank.L5c.after0.next () Bool (not (= vmotion_1.phase.next 0)))
(define-fun rank.L5c.rule1 () Bool rank.L5c.after0)
(define-fun rank.L5c.rule1.next () Bool rank.L5c.after0.next)
(define-fun rank.L5c.after1 () Bool false)
(define-fun rank.L5c.after1.next () Bool false)
(define-fun rank.L5c.known () Bool rank.L5c.rule1)
(define-fun rank.L5c.known.next () Bool rank.L5c.rule1.next)
(define-fun rank.L5c.digit0 () Bool false)
(define-fun rank.L5c.digit0.next () Bool false)
(define-fun rank.L5c.at0.rule0 () Bool (and (= vmotion_1.place 1) (= host.used 16)))
(define-fun rank.L5c.at0.rule0.next () Bool (and (= vmotion_1.place.next 1) (= host.used.next 16)))
(define-fun rank.L5c.at0.after0 () Bool (not (and (= vmotion_1.place 1) (= host.used 16))))
(define-fun rank.L5c.at0.after0.next () Bool (not (and (= vmotion_1.place.next 1) (= host.used.next 16))))
(define-fun rank.L5c.at0.rule1 () Bool (and rank.L5c.at0.after0 (= vmotion_1.place 1)))
(define-fun rank.L5c.at0.rule1.next () Bool (and rank.L5c.at0.after0.next (= vmotion_1.place.next 1)))
(define-fun rank.L5c.at0.after1 () Bool (and rank.L5c.at0.after0 (not (= vmotion_1.place 1))))
(define-fun rank.L5c.at0.after1.next () Bool (and rank.L5c.at0.after0.next (not (= vmotion_1.place.next 1))))
(define-fun rank.L5c.at0.rule2 () Bool (and rank.L5c.at0.after1 (= vmotion_1.place 2)))
(define-fun rank.L5c.at0.rule2.next () Bool (and rank.L5c.at0.after1.next (= vmotion_1.place.next 2)))
(define-fun rank.L5c.at0.after2 () Bool (and rank.L5c.at0.after1 (not (= vmotion_1.place 2))))
(define-fun rank.L5c.at0.after2.next () Bool (and rank.L5c.at0.after1.next (not (= vmotion_1.place.next 2))))
(define-fun rank.L5c.at0.rule3 () Bool (and rank.L5c.at0.after2 (= storage_1.place 1)))
(define-fun rank.L5c.at0.rule3.next () Bool (and rank.L5c.at0.after2.next (= storage_1.place.next 1)))
(define-fun rank.L5c.at0.after3 () Bool (and rank.L5c.at0.after2 (not (= storage_1.place 1))))
(define-fun rank.L5c.at0.after3.next () Bool (and rank.L5c.at0.after2.next (not (= storage_1.place.next 1))))
(define-fun rank.L5c.at0.rule4 () Bool (and rank.L5c.at0.after3 (= vmotion_1.place 3)))
(define-fun rank.L5c.at0.rule4.next () Bool (and rank.L5c.at0.after3.next (= vmotion_1.place.next 3)))
(define-fun rank.L5c.at0.after4 () Bool (and rank.L5c.at0.after3 (not (= vmotion_1.place 3))))
(define-fun rank.L5c.at0.after4.next () Bool (and rank.L5c.at0.after3.next (not (= vmotion_1.place.next 3))))
(define-fun rank.L5c.at0.rule5 () Bool (and rank.L5c.at0.after4 (= storage_1.place 2)))
(define-fun rank.L5c.at0.rule5.next () Bool (and rank.L5c.at0.after4.next (= storage_1.place.next 2)))
(define-fun rank.L5c.at0.after5 () Bool (and rank.L5c.at0.after4 (not (= storage_1.place 2))))
(define-fun rank.L5c.at0.after5.next () Bool (and rank.L5c.at0.after4.next (not (= storage_1.place.next 2))))
(define-fun rank.L5c.at0.rule6 () Bool rank.L5c.at0.after5)
(define-fun rank.L5c.at0.rule6.next () Bool rank.L5c.at0.after5.next)
(define-fun rank.L5c.at0.after6 () Bool false)
(define-fun rank.L5c.at0.after6.next () Bool false)
(define-fun rank.L5c.at0.known () Bool (or rank.L5c.at0.rule0 rank.L5c.at0.rule1 rank.L5c.at0.rule2 rank.L5c.at0.rule3 rank.L5c.at0.rule4 rank.L5c.at0.rule5 rank.L5c.at0.rule6))
(define-fun rank.L5c.at0.known.next () Bool (or rank.L5c.at0.rule0.next rank.L5c.at0.rule1.next rank.L5c.at0.rule2.next rank.L5c.at0.rule3.next rank.L5c.at0.rule4.next rank.L5c.at0.rule5.next rank.L5c.at0.rule6.next))
(define-fun rank.L5c.at0.digit0 () Bool (or rank.L5c.at0.rule0 rank.L5c.at0.rule3 rank.L5c.at0.rule5))
(define-fun rank.L5c.at0.digit0.next () Bool (or rank.L5c.at0.rule0.next rank.L5c.at0.rule3.next rank.L5c.at0.rule5.next))
(define-fun rank.L5c.at0.digit1 () Bool (or rank.L5c.at0.rule2 rank.L5c.at0.rule3 rank.L5c.at0.rule4 rank.L5c.at0.rule5 rank.L5c.at0.rule6))
(define-fun rank.L5c.at0.digit1.next () Bool (or rank.L5c.at0.rule2.next rank.L5c.at0.rule3.next rank.L5c.at0.rule4.next rank.L5c.at0.rule5.next rank.L5c.at0.rule6.next))
(define-fun rank.L5c.at0.at2.rule0 () Bool (and (= storage_1.place 1) (= host.used 10)))
(define-fun rank.L5c.at0.at2.rule0.next () Bool (and (= storage_1.place.next 1) (= host.used.next 10)))
(define-fun rank.L5c.at0.at2.after0 () Bool (not (and (= storage_1.place 1) (= host.used 10))))
(define-fun rank.L5c.at0.at2.after0.next () Bool (not (and (= storage_1.place.next 1) (= host.used.next 10))))
(define-fun rank.L5c.at0.at2.rule1 () Bool (and rank.L5c.at0.at2.after0 (= storage_1.place 1)))
(define-fun rank.L5c.at0.at2.rule1.next () Bool (and rank.L5c.at0.at2.after0.next (= storage_1.place.next 1)))
(define-fun rank.L5c.at0.at2.after1 () Bool (and rank.L5c.at0.at2.after0 (not (= storage_1.place 1))))
(define-fun rank.L5c.at0.at2.after1.next () Bool (and rank.L5c.at0.at2.after0.next (not (= storage_1.place.next 1))))
(define-fun rank.L5c.at0.at2.rule2 () Bool (and rank.L5c.at0.at2.after1 (= vmotion_2.place 2)))
(define-fun rank.L5c.at0.at2.rule2.next () Bool (and rank.L5c.at0.at2.after1.next (= vmotion_2.place.next 2)))
(define-fun rank.L5c.at0.at2.after2 () Bool (and rank.L5c.at0.at2.after1 (not (= vmotion_2.place 2))))
(define-fun rank.L5c.at0.at2.after2.next () Bool (and rank.L5c.at0.at2.after1.next (not (= vmotion_2.place.next 2))))
(define-fun rank.L5c.at0.at2.rule3 () Bool rank.L5c.at0.at2.after2)
(define-fun rank.L5c.at0.at2.rule3.next () Bool rank.L5c.at0.at2.after2.next)
(define-fun rank.L5c.at0.at2.after3 () Bool false)
(define-fun rank.L5c.at0.at2.after3.next () Bool false)
(define-fun rank.L5c.at0.at2.known () Bool (or rank.L5c.at0.at2.rule0 rank.L5c.at0.at2.rule1 rank.L5c.at0.at2.rule2 rank.L5c.at0.at2.rule3))
(define-fun rank.L5c.at0.at2.known.next () Bool (or rank.L5c.at0.at2.rule0.next rank.L5c.at0.at2.rule1.next rank.L5c.at0.at2.rule2.next rank.L5c.at0.at2.rule3.next))
(define-fun rank.L5c.at0.at2.digit0 () Bool (or rank.L5c.at0.at2.rule0 rank.L5c.at0.at2.rule2))
(define-fun rank.L5c.at0.at2.digit0.next () Bool (or rank.L5c.at0.at2.rule0.next rank.L5c.at0.at2.rule2.next))
(define-fun rank.L5c.at0.at2.digit1 () Bool (or rank.L5c.at0.at2.rule2 rank.L5c.at0.at2.rule3))
(define-fun rank.L5c.at0.at2.digit1.next () Bool (or rank.L5c.at0.at2.rule2.next rank.L5c.at0.at2.rule3.next))
(define-fun rank.L5c.at0.at2.at2.rule0 () Bool (and (= storage_2.place 1) (= host.used 10)))
(define-fun rank.L5c.at0.at2.at2.rule0.next () Bool (and (= storage_2.place.next 1) (= host.used.next 10)))
(define-fun rank.L5c.at0.at2.at2.after0 () Bool (not (and (= storage_2.place 1) (= host.used 10))))
(define-fun rank.L5c.at0.at2.at2.after0.next () Bool (not (and (= storage_2.place.next 1) (= host.used.next 10))))
(define-fun rank.L5c.at0.at2.at2.rule1 () Bool (and rank.L5c.at0.at2.at2.after0 (= storage_2.place 1)))
(define-fun rank.L5c.at0.at2.at2.rule1.next () Bool (and rank.L5c.at0.at2.at2.after0.next (= storage_2.place.next 1)))
(define-fun rank.L5c.at0.at2.at2.after1 () Bool (and rank.L5c.at0.at2.at2.after0 (not (= storage_2.place 1))))
(define-fun rank.L5c.at0.at2.at2.after1.next () Bool (and rank.L5c.at0.at2.at2.after0.next (not (= storage_2.place.next 1))))
(define-fun rank.L5c.at0.at2.at2.rule2 () Bool rank.L5c.at0.at2.at2.after1)
(define-fun rank.L5c.at0.at2.at2.rule2.next () Bool rank.L5c.at0.at2.at2.after1.next)
(define-fun rank.L5c.at0.at2.at2.after2 () Bool false)
(define-fun rank.L5c.at0.at2.at2.after2.next () Bool false)
(define-fun rank.L5c.at0.at2.at2.known () Bool (or rank.L5c.at0.at2.at2.rule0 rank.L5c.at0.at2.at2.rule1 rank.L5c.at0.at2.at2.rule2))
(define-fun rank.L5c.at0.at2.at2.known.next () Bool (or rank.L5c.at0.at2.at2.rule0.next rank.L5c.at0.at2.at2.rule1.next rank.L5c.at0.at2.at2.rule2.next))
(define-fun rank.L5c.at0.at2.at2.digit0 () Bool rank.L5c.at0.at2.at2.rule0)
(define-fun rank.L5c.at0.at2.at2.digit0.next () Bool rank.L5c.at0.at2.at2.rule0.next)
(define-fun rank.L5c.at0.at2.at2.digit1 () Bool rank.L5c.at0.at2.at2.rule2)
(define-fun rank.L5c.at0.at2.at2.digit1.next () Bool rank.L5c.at0.at2.at2.rule2.next)
(define-fun rank.L5c.at0.at2.at2.at2.rule0 () Bool (= host.used 16))
(define-fun rank.L5c.at0.at2.at2.at2.rule0.next () Bool (= host.used.next 16))
(define-fun rank.L5c.at0.at2.at2.at2.after0 () Bool (not (= host.used 16)))
(define-fun rank.L5c.at0.at2.at2.at2.after0.next () Bool (not (= host.used.next 16)))
(define-fun rank.L5c.at0.at2.at2.at2.rule1 () Bool rank.L5c.at0.at2.at2.at2.after0)
(define-fun rank.L5c.at0.at2.at2.at2.rule1.next () Bool rank.L5c.at0.at2.at2.at2.after0.next)
(define-fun rank.L5c.at0.at2.at2.at2.after1 () Bool false)
(define-fun rank.L5c.at0.at2.at2.at2.after1.next () Bool false)
(define-fun rank.L5c.at0.at2.at2.at2.known () Bool (or rank.L5c.at0.at2.at2.at2.rule0 rank.L5c.at0.at2.at2.at2.rule1))
(define-fun rank.L5c.at0.at2.at2.at2.known.next () Bool (or rank.L5c.at0.at2.at2.at2.rule0.next rank.L5c.at0.at2.at2.at2.rule1.next))
(define-fun rank.L5c.at0.at2.at2.at2.digit0 () Bool rank.L5c.at0.at2.at2.at2.rule0)
(define-fun rank.L5c.at0.at2.at2.at2.digit0.next () Bool rank.L5c.at0.at2.at2.at2.rule0.next)
(define-fun rank.L5c.at0.at2.at3.rule0 () Bool true)
(define-fun rank.L5c.at0.at2.at3.rule0.next () Bool true)
(define-fun rank.L5c.at0.at2.at3.after0 () Bool false)
(define-fun rank.L5c.at0.at2.at3.after0.next () Bool false)
(define-fun rank.L5c.at0.at2.at3.known () Bool rank.L5c.at0.at2.at3.rule0)
(define-fun rank.L5c.at0.at2.at3.known.next () Bool rank.L5c.at0.at2.at3.rule0.next)
(define-fun rank.L5c.at0.at2.at3.digit0 () Bool false)
(define-fun rank.L5c.at0.at2.at3.digit0.next () Bool false)
(define-fun rank.L5c.at0.at3.rule0 () Bool (= storage_1.place 1))
(define-fun rank.L5c.at0.at3.rule0.next () Bool (= storage_1.place.next 1))
(define-fun rank.L5c.at0.at3.after0 () Bool (not (= storage_1.place 1)))
(define-fun rank.L5c.at0.at3.after0.next () Bool (not (= storage_1.place.next 1)))
(define-fun rank.L5c.at0.at3.rule1 () Bool rank.L5c.at0.at3.after0)
(define-fun rank.L5c.at0.at3.rule1.next () Bool rank.L5c.at0.at3.after0.next)
(define-fun rank.L5c.at0.at3.after1 () Bool false)
(define-fun rank.L5c.at0.at3.after1.next () Bool false)
(define-fun rank.L5c.at0.at3.known () Bool (or rank.L5c.at0.at3.rule0 rank.L5c.at0.at3.rule1))
(define-fun rank.L5c.at0.at3.known.next () Bool (or rank.L5c.at0.at3.rule0.next rank.L5c.at0.at3.rule1.next))
(define-fun rank.L5c.at0.at3.digit0 () Bool rank.L5c.at0.at3.rule1)
(define-fun rank.L5c.at0.at3.digit0.next () Bool rank.L5c.at0.at3.rule1.next)
(define-fun rank.L5c.at0.at3.at1.rule0 () Bool (= storage_2.place 1))
(define-fun rank.L5c.at0.at3.at1.rule0.next () Bool (= storage_2.place.next 1))
(define-fun rank.L5c.at0.at3.at1.after0 () Bool (not (= storage_2.place 1)))
(define-fun rank.L5c.at0.at3.at1.after0.next () Bool (not (= storage_2.place.next 1)))
(define-fun rank.L5c.at0.at3.at1.rule1 () Bool rank.L5c.at0.at3.at1.after0)
(define-fun rank.L5c.at0.at3.at1.rule1.next () Bool rank.L5c.at0.at3.at1.after0.next)
(define-fun rank.L5c.at0.at3.at1.after1 () Bool false)
(define-fun rank.L5c.at0.at3.at1.after1.next () Bool false)
(define-fun rank.L5c.at0.at3.at1.known () Bool (or rank.L5c.at0.at3.at1.rule0 rank.L5c.at0.at3.at1.rule1))
(define-fun rank.L5c.at0.at3.at1.known.next () Bool (or rank.L5c.at0.at3.at1.rule0.next rank.L5c.at0.at3.at1.rule1.next))
(define-fun rank.L5c.at0.at3.at1.digit0 () Bool rank.L5c.at0.at3.at1.rule1)
(define-fun rank.L5c.at0.at3.at1.digit0.next () Bool rank.L5c.at0.at3.at1.rule1.next)
(define-fun rank.L5c.at0.at3.at1.at1.rule0 () Bool true)
(define-fun rank.L5c.at0.at3.at1.at1.rule0.next () Bool true)
(define-fun rank.L5c.at0.at3.at1.at1.after0 () Bool false)
(define-fun rank.L5c.at0.at3.at1.at1.after0.next () Bool false)
(define-fun rank.L5c.at0.at3.at1.at1.known () Bool rank.L5c.at0.at3.at1.at1.rule0)
(define-fun rank.L5c.at0.at3.at1.at1.known.next () Bool rank.L5c.at0.at3.at1.at1.rule0.next)
(define-fun rank.L5c.at0.at3.at1.at1.digit0 () Bool false)
(define-fun rank.L5c.at0.at3.at1.at1.digit0.next () Bool false)
; response L5d: vmotion_2.phase == WAITING leads to vmotion_2.phase == RUNNING
; rank 0 of L5d: strong admit_vmotion_2
; rule of L5d: outside where vmotion_2.phase == IDLE
; rule of L5d: 0 where True
; rank 0 of L5d.at0: recurring 0
; rank 1 of L5d.at0: weak finish_storage_1
; rank 2 of L5d.at0: strong admit_storage_1
; rank 3 of L5d.at0: strong admit_storage_1
; rule of L5d.at0: 1 where vmotion_2.place == 1 and host.used == 16
; rule of L5d.at0: 0 where vmotion_2.place == 1
; rule of L5d.at0: 2 where vmotion_2.place == 2
; rule of L5d.at0: 3 where storage_1.place == 1
; rule of L5d.at0: 2 where vmotion_2.place == 3
; rule of L5d.at0: 3 where storage_1.place == 2
; rule of L5d.at0: 2 where True
; rank 0 of L5d.at0.at2: recurring 0
; rank 1 of L5d.at0.at2: weak finish_storage_2
; rank 2 of L5d.at0.at2: strong admit_storage_2
; rank 3 of L5d.at0.at2: strong admit_storage_2
; rule of L5d.at0.at2: 1 where storage_1.place == 1 and host.used == 10
; rule of L5d.at0.at2: 0 where storage_1.place == 1
; rule of L5d.at0.at2: 3 where vmotion_1.place == 2
; rule of L5d.at0.at2: 2 where True
; rank 0 of L5d.at0.at2.at2: recurring 0
; rank 1 of L5d.at0.at2.at2: weak finish_storage_1
; rank 2 of L5d.at0.at2.at2: strong admit_vmotion_1
; rule of L5d.at0.at2.at2: 1 where storage_2.place == 1 and host.used == 10
; rule of L5d.at0.at2.at2: 0 where storage_2.place == 1
; rule of L5d.at0.at2.at2: 2 where True
; rank 0 of L5d.at0.at2.at2.at2: recurring 0
; rank 1 of L5d.at0.at2.at2.at2: weak finish_storage_1
; rule of L5d.at0.at2.at2.at2: 1 where host.used == 16
; rule of L5d.at0.at2.at2.at2: 0 where True
; rank 0 of L5d.at0.at2.at3: recurring 0
; rule of L5d.at0.at2.at3: 0 where True
; rank 0 of L5d.at0.at3: recurring 0
; rank 1 of L5d.at0.at3: strong admit_storage_2
; rule of L5d.at0.at3: 0 where storage_1.place == 1
; rule of L5d.at0.at3: 1 where True
; rank 0 of L5d.at0.at3.at1: recurring 0
; rank 1 of L5d.at0.at3.at1: strong admit_vmotion_1
; rule of L5d.at0.at3.at1: 0 where storage_2.place == 1
; rule of L5d.at0.at3.at1: 1 where True
; rank 0 of L5d.at0.at3.at1.at1: recurring 0
; rule of L5d.at0.at3.at1.at1: 0 where True
(define-fun rank.L5d.rule0 () Bool (= vmotion_2.phase 0))
(define-fun rank.L5d.rule0.next () Bool (= vmotion_2.phase.next 0))
(define-fun rank.L5d.after0 () Bool (not (= vmotion_2.phase 0)))
(define-fun rank.L5d.after0.next () Bool (not (= vmotion_2.phase.next 0)))
(define-fun rank.L5d.rule1 () Bool rank.L5d.after0)
(define-fun rank.L5d.rule1.next () Bool rank.L5d.after0.next)
(define-fun rank.L5d.after1 () Bool false)
(define-fun rank.L5d.after1.next () Bool false)
(define-fun rank.L5d.known () Bool rank.L5d.rule1)
(define-fun rank.L5d.known.next () Bool rank.L5d.rule1.next)
(define-fun rank.L5d.digit0 () Bool false)
(define-fun rank.L5d.digit0.next () Bool false)
(define-fun rank.L5d.at0.rule0 () Bool (and (= vmotion_2.place 1) (= host.used 16)))
(define-fun rank.L5d.at0.rule0.next () Bool (and (= vmotion_2.place.next 1) (= host.used.next 16)))
(define-fun rank.L5d.at0.after0 () Bool (not (and (= vmotion_2.place 1) (= host.used 16))))
(define-fun rank.L5d.at0.after0.next () Bool (not (and (= vmotion_2.place.next 1) (= host.used.next 16))))
(define-fun rank.L5d.at0.rule1 () Bool (and rank.L5d.at0.after0 (= vmotion_2.place 1)))
(define-fun rank.L5d.at0.rule1.next () Bool (and rank.L5d.at0.after0.next (= vmotion_2.place.next 1)))
(define-fun rank.L5d.at0.after1 () Bool (and rank.L5d.at0.after0 (not (= vmotion_2.place 1))))
(define-fun rank.L5d.at0.after1.next () Bool (and rank.L5d.at0.after0.next (not (= vmotion_2.place.next 1))))
(define-fun rank.L5d.at0.rule2 () Bool (and rank.L5d.at0.after1 (= vmotion_2.place 2)))
(define-fun rank.L5d.at0.rule2.next () Bool (and rank.L5d.at0.after1.next (= vmotion_2.place.next 2)))
(define-fun rank.L5d.at0.after2 () Bool (and rank.L5d.at0.after1 (not (= vmotion_2.place 2))))
(define-fun rank.L5d.at0.after2.next () Bool (and rank.L5d.at0.after1.next (not (= vmotion_2.place.next 2))))
(define-fun rank.L5d.at0.rule3 () Bool (and rank.L5d.at0.after2 (= storage_1.place 1)))
(define-fun rank.L5d.at0.rule3.next () Bool (and rank.L5d.at0.after2.next (= storage_1.place.next 1)))
(define-fun rank.L5d.at0.after3 () Bool (and rank.L5d.at0.after2 (not (= storage_1.place 1))))
(define-fun rank.L5d.at0.after3.next () Bool (and rank.L5d.at0.after2.next (not (= storage_1.place.next 1))))
(define-fun rank.L5d.at0.rule4 () Bool (and rank.L5d.at0.after3 (= vmotion_2.place 3)))
(define-fun rank.L5d.at0.rule4.next () Bool (and rank.L5d.at0.after3.next (= vmotion_2.place.next 3)))
(define-fun rank.L5d.at0.after4 () Bool (and rank.L5d.at0.after3 (not (= vmotion_2.place 3))))
(define-fun rank.L5d.at0.after4.next () Bool (and rank.L5d.at0.after3.next (not (= vmotion_2.place.next 3))))
(define-fun rank.L5d.at0.rule5 () Bool (and rank.L5d.at0.after4 (= storage_1.place 2)))
(define-fun rank.L5d.at0.rule5.next () Bool (and rank.L5d.at0.after4.next (= storage_1.place.next 2)))
(define-fun rank.L5d.at0.after5 () Bool (and rank.L5d.at0.after4 (not (= storage_1.place 2))))
(define-fun rank.L5d.at0.after5.next () Bool (and rank.L5d.at0.after4.next (not (= storage_1.place.next 2))))
(define-fun rank.L5d.at0.rule6 () Bool rank.L5d.at0.after5)
(define-fun rank.L5d.at0.rule6.next () Bool rank.L5d.at0.after5.next)
(define-fun rank.L5d.at0.after6 () Bool false)
(define-fun rank.L5d.at0.after6.next () Bool false)
(define-fun rank.L5d.at0.known () Bool (or rank.L5d.at0.rule0 rank.L5d.at0.rule1 rank.L5d.at0.rule2 rank.L5d.at0.rule3 rank.L5d.at0.rule4 rank.L5d.at0.rule5 rank.L5d.at0.rule6))
(define-fun rank.L5d.at0.known.next () Bool (or rank.L5d.at0.rule0.next rank.L5d.at0.rule1.next rank.L5d.at0.rule2.next rank.L5d.at0.rule3.next rank.L5d.at0.rule4.next rank.L5d.at0.rule5.next rank.L5d.at0.rule6.next))
(define-fun rank.L5d.at0.digit0 () Bool (or rank.L5d.at0.rule0 rank.L5d.at0.rule3 rank.L5d.at0.rule5))
(define-fun rank.L5d.at0.digit0.next () Bool (or rank.L5d.at0.rule0.next rank.L5d.at0.rule3.next rank.L5d.at0.rule5.next))
(define-fun rank.L5d.at0.digit1 () Bool (or rank.L5d.at0.rule2 rank.L5d.at0.rule3 rank.L5d.at0.rule4 rank.L5d.at0.rule5 rank.L5d.at0.rule6))
(define-fun rank.L5d.at0.digit1.next () Bool (or rank.L5d.at0.rule2.next rank.L5d.at0.rule3.next rank.L5d.at0.rule4.next rank.L5d.at0.rule5.next rank.L5d.at0.rule6.next))
(define-fun rank.L5d.at0.at2.rule0 () Bool (and (= storage_1.place 1) (= host.used 10)))
(define-fun rank.L5d.at0.at2.rule0.next () Bool (and (= storage_1.place.next 1) (= host.used.next 10)))
(define-fun rank.L5d.at0.at2.after0 () Bool (not (and (= storage_1.place 1) (= host.used 10))))
(define-fun rank.L5d.at0.at2.after0.next () Bool (not (and (= storage_1.place.next 1) (= host.used.next 10))))
(define-fun rank.L5d.at0.at2.rule1 () Bool (and rank.L5d.at0.at2.after0 (= storage_1.place 1)))
(define-fun rank.L5d.at0.at2.rule1.next () Bool (and rank.L5d.at0.at2.after0.next (= storage_1.place.next 1)))
(define-fun rank.L5d.at0.at2.after1 () Bool (and rank.L5d.at0.at2.after0 (not (= storage_1.place 1))))
(define-fun rank.L5d.at0.at2.after1.next () Bool (and rank.L5d.at0.at2.after0.next (not (= storage_1.place.next 1))))
(define-fun rank.L5d.at0.at2.rule2 () Bool (and rank.L5d.at0.at2.after1 (= vmotion_1.place 2)))
(define-fun rank.L5d.at0.at2.rule2.next () Bool (and rank.L5d.at0.at2.after1.next (= vmotion_1.place.next 2)))
(define-fun rank.L5d.at0.at2.after2 () Bool (and rank.L5d.at0.at2.after1 (not (= vmotion_1.place 2))))
(define-fun rank.L5d.at0.at2.after2.next () Bool (and rank.L5d.at0.at2.after1.next (not (= vmotion_1.place.next 2))))
(define-fun rank.L5d.at0.at2.rule3 () Bool rank.L5d.at0.at2.after2)
(define-fun rank.L5d.at0.at2.rule3.next () Bool rank.L5d.at0.at2.after2.next)
(define-fun rank.L5d.at0.at2.after3 () Bool false)
(define-fun rank.L5d.at0.at2.after3.next () Bool false)
(define-fun rank.L5d.at0.at2.known () Bool (or rank.L5d.at0.at2.rule0 rank.L5d.at0.at2.rule1 rank.L5d.at0.at2.rule2 rank.L5d.at0.at2.rule3))
(define-fun rank.L5d.at0.at2.known.next () Bool (or rank.L5d.at0.at2.rule0.next rank.L5d.at0.at2.rule1.next rank.L5d.at0.at2.rule2.next rank.L5d.at0.at2.rule3.next))
(define-fun rank.L5d.at0.at2.digit0 () Bool (or rank.L5d.at0.at2.rule0 rank.L5d.at0.at2.rule2))
(define-fun rank.L5d.at0.at2.digit0.next () Bool (or rank.L5d.at0.at2.rule0.next rank.L5d.at0.at2.rule2.next))
(define-fun rank.L5d.at0.at2.digit1 () Bool (or rank.L5d.at0.at2.rule2 rank.L5d.at0.at2.rule3))
(define-fun rank.L5d.at0.at2.digit1.next () Bool (or rank.L5d.at0.at2.rule2.next rank.L5d.at0.at2.rule3.next))
(define-fun rank.L5d.at0.at2.at2.rule0 () Bool (and (= storage_2.place 1) (= host.used 10)))
(define-fun rank.L5d.at0.at2.at2.rule0.next () Bool (and (= storage_2.place.next 1) (= host.used.next 10)))
(define-fun rank.L5d.at0.at2.at2.after0 () Bool (not (and (= storage_2.place 1) (= host.used 10))))
(define-fun rank.L5d.at0.at2.at2.after0.next () Bool (not (and (= storage_2.place.next 1) (= host.used.next 10))))
(define-fun rank.L5d.at0.at2.at2.rule1 () Bool (and rank.L5d.at0.at2.at2.after0 (= storage_2.place 1)))
(define-fun rank.L5d.at0.at2.at2.rule1.next () Bool (and rank.L5d.at0.at2.at2.after0.next (= storage_2.place.next 1)))
(define-fun rank.L5d.at0.at2.at2.after1 () Bool (and rank.L5d.at0.at2.at2.after0 (not (= storage_2.place 1))))
(define-fun rank.L5d.at0.at2.at2.after1.next () Bool (and rank.L5d.at0.at2.at2.after0.next (not (= storage_2.place.next 1))))
(define-fun rank.L5d.at0.at2.at2.rule2 () Bool rank.L5d.at0.at2.at2.after1)
(define-fun rank.L5d.at0.at2.at2.rule2.next () Bool rank.L5d.at0.at2.at2.after1.next)
(define-fun rank.L5d.at0.at2.at2.after2 () Bool false)
(define-fun rank.L5d.at0.at2.at2.after2.next () Bool false)
(define-fun rank.L5d.at0.at2.at2.known () Bool (or rank.L5d.at0.at2.at2.rule0 rank.L5d.at0.at2.at2.rule1 rank.L5d.at0.at2.at2.rule2))
(define-fun rank.L5d.at0.at2.at2.known.next () Bool (or rank.L5d.at0.at2.at2.rule0.next rank.L5d.at0.at2.at2.rule1.next rank.L5d.at0.at2.at2.rule2.next))
(define-fun rank.L5d.at0.at2.at2.digit0 () Bool rank.L5d.at0.at2.at2.rule0)
(define-fun rank.L5d.at0.at2.at2.digit0.next () Bool rank.L5d.at0.at2.at2.rule0.next)
(define-fun rank.L5d.at0.at2.at2.digit1 () Bool rank.L5d.at0.at2.at2.rule2)
(define-fun rank.L5d.at0.at2.at2.digit1.next () Bool rank.L5d.at0.at2.at2.rule2.next)
(define-fun rank.L5d.at0.at2.at2.at2.rule0 () Bool (= host.used 16))
(define-fun rank.L5d.at0.at2.at2.at2.rule0.next () Bool (= host.used.next 16))
(define-fun rank.L5d.at0.at2.at2.at2.after0 () Bool (not (= host.used 16)))
(define-fun rank.L5d.at0.at2.at2.at2.after0.next () Bool (not (= host.used.next 16)))
(define-fun rank.L5d.at0.at2.at2.at2.rule1 () Bool rank.L5d.at0.at2.at2.at2.after0)
(define-fun rank.L5d.at0.at2.at2.at2.rule1.next () Bool rank.L5d.at0.at2.at2.at2.after0.next)
(define-fun rank.L5d.at0.at2.at2.at2.after1 () Bool false)
(define-fun rank.L5d.at0.at2.at2.at2.after1.next () Bool false)
(define-fun rank.L5d.at0.at2.at2.at2.known () Bool (or rank.L5d.at0.at2.at2.at2.rule0 rank.L5d.at0.at2.at2.at2.rule1))
(define-fun rank.L5d.at0.at2.at2.at2.known.next () Bool (or rank.L5d.at0.at2.at2.at2.rule0.next rank.L5d.at0.at2.at2.at2.rule1.next))
(define-fun rank.L5d.at0.at2.at2.at2.digit0 () Bool rank.L5d.at0.at2.at2.at2.rule0)
(define-fun rank.L5d.at0.at2.at2.at2.digit0.next () Bool rank.L5d.at0.at2.at2.at2.rule0.next)
(define-fun rank.L5d.at0.at2.at3.rule0 () Bool true)
(define-fun rank.L5d.at0.at2.at3.rule0.next () Bool true)
(define-fun rank.L5d.at0.at2.at3.after0 () Bool false)
(define-fun rank.L5d.at0.at2.at3.after0.next () Bool false)
(define-fun rank.L5d.at0.at2.at3.known () Bool rank.L5d.at0.at2.at3.rule0)
(define-fun rank.L5d.at0.at2.at3.known.next () Bool rank.L5d.at0.at2.at3.rule0.next)
(define-fun rank.L5d.at0.at2.at3.digit0 () Bool false)
(define-fun rank.L5d.at0.at2.at3.digit0.next () Bool false)
(define-fun rank.L5d.at0.at3.rule0 () Bool (= storage_1.place 1))
(define-fun rank.L5d.at0.at3.rule0.next () Bool (= storage_1.place.next 1))
(define-fun rank.L5d.at0.at3.after0 () Bool (not (= storage_1.place 1)))
(define-fun rank.L5d.at0.at3.after0.next () Bool (not (= storage_1.place.next 1)))
(define-fun rank.L5d.at0.at3.rule1 () Bool rank.L5d.at0.at3.after0)
(define-fun rank.L5d.at0.at3.rule1.next () Bool rank.L5d.at0.at3.after0.next)
(define-fun rank.L5d.at0.at3.after1 () Bool false)
(define-fun rank.L5d.at0.at3.after1.next () Bool false)
(define-fun rank.L5d.at0.at3.known () Bool (or rank.L5d.at0.at3.rule0 rank.L5d.at0.at3.rule1))
(define-fun rank.L5d.at0.at3.known.next () Bool (or rank.L5d.at0.at3.rule0.next rank.L5d.at0.at3.rule1.next))
(define-fun rank.L5d.at0.at3.digit0 () Bool rank.L5d.at0.at3.rule1)
(define-fun rank.L5d.at0.at3.digit0.next () Bool rank.L5d.at0.at3.rule1.next)
(define-fun rank.L5d.at0.at3.at1.rule0 () Bool (= storage_2.place 1))
(define-fun rank.L5d.at0.at3.at1.rule0.next () Bool (= storage_2.place.next 1))
(define-fun rank.L5d.at0.at3.at1.after0 () Bool (not (= storage_2.place 1)))
(define-fun rank.L5d.at0.at3.at1.after0.next () Bool (not (= storage_2.place.next 1)))
(define-fun rank.L5d.at0.at3.at1.rule1 () Bool rank.L5d.at0.at3.at1.after0)
(define-fun rank.L5d.at0.at3.at1.rule1.next () Bool rank.L5d.at0.at3.at1.after0.next)
(define-fun rank.L5d.at0.at3.at1.after1 () Bool false)
(define-fun rank.L5d.at0.at3.at1.after1.next () Bool false)
(define-fun rank.L5d.at0.at3.at1.known () Bool (or rank.L5d.at0.at3.at1.rule0 rank.L5d.at0.at3.at1.rule1))
(define-fun rank.L5d.at0.at3.at1.known.next () Bool (or rank.L5d.at0.at3.at1.rule0.next rank.L5d.at0.at3.at1.rule1.next))
(define-fun rank.L5d.at0.at3.at1.digit0 () Bool rank.L5d.at0.at3.at1.rule1)
(define-fun rank.L5d.at0.at3.at1.digit0.next () Bool rank.L5d.at0.at3.at1.rule1.next)
(define-fun rank.L5d.at0.at3.at1.at1.rule0 () Bool true)
(define-fun rank.L5d.at0.at3.at1.at1.rule0.next () Bool true)
(define-fun rank.L5d.at0.at3.at1.at1.after0 () Bool false)
(define-fun rank.L5d.at0.at3.at1.at1.after0.next () Bool false)
(define-fun rank.L5d.at0.at3.at1.at1.known () Bool rank.L5d.at0.at3.at1.at1.rule0)
(define-fun rank.L5d.at0.at3.at1.at1.known.next () Bool rank.L5d.at0.at3.at1.at1.rule0.next)
(define-fun rank.L5d.at0.at3.at1.at1.digit0 () Bool false)
(define-fun rank.L5d.at0.at3.at1.at1.digit0.next () Bool false)

; What each answer must be stands before it as its :status.
(push 1)
(echo "start")
(set-info :status sat)
(assert initial)
(check-sat)
(pop 1)

(push 1)
(echo "moves")
(set-info :status sat)
(assert (and invariant command))
(check-sat)
(pop 1)

(push 1)
(echo "initial")
(set-info :status unsat)
(assert (and initial (not invariant)))
(check-sat)
(pop 1)

(push 1)
(echo "step")
(set-info :status unsat)
(assert (and invariant step (not invariant.next)))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (= storage_1.phase 2) (not (or (= storage_1.phase 1) rank.L5a.known))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.known (not (= storage_1.phase 1))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and rank.L5a.known.next (or (and (not rank.L5a.digit0.next) rank.L5a.digit0) (and (or (not rank.L5a.digit0.next) rank.L5a.digit0) (or (not rank.L5a.digit0) rank.L5a.digit0.next)))))))
  (and (and rank.L5a.known (not rank.L5a.digit0) (not (= storage_1.phase 1))) (or false step.admit_storage_1) (not (or (= storage_1.phase.next 1) (and rank.L5a.known.next (not rank.L5a.digit0.next) rank.L5a.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.known (not rank.L5a.digit0)) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) rank.L5a.at0.known)))
  (and (and rank.L5a.at0.known (not rank.L5a.at0.digit0) (not rank.L5a.at0.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5a.at0.known rank.L5a.at0.digit0 (not rank.L5a.at0.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0)))))) (not (= storage_2.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and rank.L5a.at0.known.next (or (and (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (and (or (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (or (not rank.L5a.at0.digit1) rank.L5a.at0.digit1.next) (or (and (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit0) (and (or (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit0) (or (not rank.L5a.at0.digit0) rank.L5a.at0.digit0.next)))))))))
  (and (and rank.L5a.at0.known rank.L5a.at0.digit0 (not rank.L5a.at0.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0)))))) (or false step.finish_storage_2) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and rank.L5a.at0.known.next (or (and (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (and (or (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (or (not rank.L5a.at0.digit1) rank.L5a.at0.digit1.next) (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit0))))))
  (and (and (or (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1) (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0)))))) (or false step.admit_storage_2) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and rank.L5a.at0.known.next (or (and (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (and (or (not rank.L5a.at0.digit1.next) rank.L5a.at0.digit1) (or (not rank.L5a.at0.digit1) rank.L5a.at0.digit1.next) (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) rank.L5a.at0.at2.known)))
  (and (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) (not rank.L5a.at0.at2.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and rank.L5a.at0.at2.known.next (or (and (not rank.L5a.at0.at2.digit1.next) rank.L5a.at0.at2.digit1) (and (or (not rank.L5a.at0.at2.digit1.next) rank.L5a.at0.at2.digit1) (or (not rank.L5a.at0.at2.digit1) rank.L5a.at0.at2.digit1.next) (or (and (not rank.L5a.at0.at2.digit0.next) rank.L5a.at0.at2.digit0) (and (or (not rank.L5a.at0.at2.digit0.next) rank.L5a.at0.at2.digit0) (or (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit0.next)))))))))
  (and (and (or (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1)) (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit1)) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1))))) (or false step.admit_vmotion_1) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and rank.L5a.at0.at2.known.next (or (and (not rank.L5a.at0.at2.digit1.next) rank.L5a.at0.at2.digit1) (and (or (not rank.L5a.at0.at2.digit1.next) rank.L5a.at0.at2.digit1) (or (not rank.L5a.at0.at2.digit1) rank.L5a.at0.at2.digit1.next) (not rank.L5a.at0.at2.digit0.next) rank.L5a.at0.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1)) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1))) rank.L5a.at0.at2.at1.known)))
  (and (and rank.L5a.at0.at2.at1.known (not rank.L5a.at0.at2.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.at1.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at2.known.next rank.L5a.at0.at2.digit0.next (not rank.L5a.at0.at2.digit1.next))) (and rank.L5a.at0.at2.at1.known.next (or (and (not rank.L5a.at0.at2.at1.digit0.next) rank.L5a.at0.at2.at1.digit0) (and (or (not rank.L5a.at0.at2.at1.digit0.next) rank.L5a.at0.at2.at1.digit0) (or (not rank.L5a.at0.at2.at1.digit0) rank.L5a.at0.at2.at1.digit0.next)))))))
  (and (and rank.L5a.at0.at2.at1.known rank.L5a.at0.at2.at1.digit0 (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1)))))) (or false step.admit_vmotion_2) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at2.known.next rank.L5a.at0.at2.digit0.next (not rank.L5a.at0.at2.digit1.next))) (and rank.L5a.at0.at2.at1.known.next (not rank.L5a.at0.at2.at1.digit0.next) rank.L5a.at0.at2.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.at1.known rank.L5a.at0.at2.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.at1.known rank.L5a.at0.at2.at1.digit0)) rank.L5a.at0.at2.at1.at1.known)))
  (and (and rank.L5a.at0.at2.at1.at1.known (not rank.L5a.at0.at2.at1.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.at1.known rank.L5a.at0.at2.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.at1.at1.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known rank.L5a.at0.at2.digit0 (not rank.L5a.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.at1.known rank.L5a.at0.at2.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at2.known.next rank.L5a.at0.at2.digit0.next (not rank.L5a.at0.at2.digit1.next))) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at2.at1.known.next rank.L5a.at0.at2.at1.digit0.next)) (and rank.L5a.at0.at2.at1.at1.known.next (or (and (not rank.L5a.at0.at2.at1.at1.digit0.next) rank.L5a.at0.at2.at1.at1.digit0) (and (or (not rank.L5a.at0.at2.at1.at1.digit0.next) rank.L5a.at0.at2.at1.at1.digit0) (or (not rank.L5a.at0.at2.at1.at1.digit0) rank.L5a.at0.at2.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit1)) rank.L5a.at0.at2.at2.known)))
  (and (and rank.L5a.at0.at2.at2.known (not rank.L5a.at0.at2.at2.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at2.at2.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known (not rank.L5a.at0.digit0) rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at2.known (not rank.L5a.at0.at2.digit0) rank.L5a.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next (not rank.L5a.at0.digit0.next) rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at2.known.next (not rank.L5a.at0.at2.digit0.next) rank.L5a.at0.at2.digit1.next)) (and rank.L5a.at0.at2.at2.known.next (or (and (not rank.L5a.at0.at2.at2.digit0.next) rank.L5a.at0.at2.at2.digit0) (and (or (not rank.L5a.at0.at2.at2.digit0.next) rank.L5a.at0.at2.at2.digit0) (or (not rank.L5a.at0.at2.at2.digit0) rank.L5a.at0.at2.at2.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) rank.L5a.at0.at3.known)))
  (and (and rank.L5a.at0.at3.known (not rank.L5a.at0.at3.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at3.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next rank.L5a.at0.digit0.next rank.L5a.at0.digit1.next)) (and rank.L5a.at0.at3.known.next (or (and (not rank.L5a.at0.at3.digit0.next) rank.L5a.at0.at3.digit0) (and (or (not rank.L5a.at0.at3.digit0.next) rank.L5a.at0.at3.digit0) (or (not rank.L5a.at0.at3.digit0) rank.L5a.at0.at3.digit0.next)))))))
  (and (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0 (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1))))) (or false step.admit_vmotion_1) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next rank.L5a.at0.digit0.next rank.L5a.at0.digit1.next)) (and rank.L5a.at0.at3.known.next (not rank.L5a.at0.at3.digit0.next) rank.L5a.at0.at3.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0)) rank.L5a.at0.at3.at1.known)))
  (and (and rank.L5a.at0.at3.at1.known (not rank.L5a.at0.at3.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at3.at1.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next rank.L5a.at0.digit0.next rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at3.known.next rank.L5a.at0.at3.digit0.next)) (and rank.L5a.at0.at3.at1.known.next (or (and (not rank.L5a.at0.at3.at1.digit0.next) rank.L5a.at0.at3.at1.digit0) (and (or (not rank.L5a.at0.at3.at1.digit0.next) rank.L5a.at0.at3.at1.digit0) (or (not rank.L5a.at0.at3.at1.digit0) rank.L5a.at0.at3.at1.digit0.next)))))))
  (and (and rank.L5a.at0.at3.at1.known rank.L5a.at0.at3.at1.digit0 (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0))))) (or false step.admit_vmotion_2) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next rank.L5a.at0.digit0.next rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at3.known.next rank.L5a.at0.at3.digit0.next)) (and rank.L5a.at0.at3.at1.known.next (not rank.L5a.at0.at3.at1.digit0.next) rank.L5a.at0.at3.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at3.at1.known rank.L5a.at0.at3.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.at1.known rank.L5a.at0.at3.at1.digit0)) rank.L5a.at0.at3.at1.at1.known)))
  (and (and rank.L5a.at0.at3.at1.at1.known (not rank.L5a.at0.at3.at1.at1.digit0) (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.at1.known rank.L5a.at0.at3.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5a: L5a.at0.at3.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5a.at0.at3.at1.at1.known (not (or (= storage_1.phase 1) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.known (not rank.L5a.digit0))) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5a.at0.known rank.L5a.at0.digit0 rank.L5a.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.known rank.L5a.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5a.at0.at3.at1.known rank.L5a.at0.at3.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_1.phase.next 1) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.known.next (not rank.L5a.digit0.next))) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5a.at0.known.next rank.L5a.at0.digit0.next rank.L5a.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at3.known.next rank.L5a.at0.at3.digit0.next)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5a.at0.at3.at1.known.next rank.L5a.at0.at3.at1.digit0.next)) (and rank.L5a.at0.at3.at1.at1.known.next (or (and (not rank.L5a.at0.at3.at1.at1.digit0.next) rank.L5a.at0.at3.at1.at1.digit0) (and (or (not rank.L5a.at0.at3.at1.at1.digit0.next) rank.L5a.at0.at3.at1.at1.digit0) (or (not rank.L5a.at0.at3.at1.at1.digit0) rank.L5a.at0.at3.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (= storage_2.phase 2) (not (or (= storage_2.phase 1) rank.L5b.known))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.known (not (= storage_2.phase 1))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and rank.L5b.known.next (or (and (not rank.L5b.digit0.next) rank.L5b.digit0) (and (or (not rank.L5b.digit0.next) rank.L5b.digit0) (or (not rank.L5b.digit0) rank.L5b.digit0.next)))))))
  (and (and rank.L5b.known (not rank.L5b.digit0) (not (= storage_2.phase 1))) (or false step.admit_storage_2) (not (or (= storage_2.phase.next 1) (and rank.L5b.known.next (not rank.L5b.digit0.next) rank.L5b.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.known (not rank.L5b.digit0)) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) rank.L5b.at0.known)))
  (and (and rank.L5b.at0.known (not rank.L5b.at0.digit0) (not rank.L5b.at0.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5b.at0.known rank.L5b.at0.digit0 (not rank.L5b.at0.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0)))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and rank.L5b.at0.known.next (or (and (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (and (or (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (or (not rank.L5b.at0.digit1) rank.L5b.at0.digit1.next) (or (and (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit0) (and (or (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit0) (or (not rank.L5b.at0.digit0) rank.L5b.at0.digit0.next)))))))))
  (and (and rank.L5b.at0.known rank.L5b.at0.digit0 (not rank.L5b.at0.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0)))))) (or false step.finish_storage_1) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and rank.L5b.at0.known.next (or (and (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (and (or (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (or (not rank.L5b.at0.digit1) rank.L5b.at0.digit1.next) (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit0))))))
  (and (and (or (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1) (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0)))))) (or false step.admit_storage_1) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and rank.L5b.at0.known.next (or (and (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (and (or (not rank.L5b.at0.digit1.next) rank.L5b.at0.digit1) (or (not rank.L5b.at0.digit1) rank.L5b.at0.digit1.next) (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) rank.L5b.at0.at2.known)))
  (and (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) (not rank.L5b.at0.at2.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and rank.L5b.at0.at2.known.next (or (and (not rank.L5b.at0.at2.digit1.next) rank.L5b.at0.at2.digit1) (and (or (not rank.L5b.at0.at2.digit1.next) rank.L5b.at0.at2.digit1) (or (not rank.L5b.at0.at2.digit1) rank.L5b.at0.at2.digit1.next) (or (and (not rank.L5b.at0.at2.digit0.next) rank.L5b.at0.at2.digit0) (and (or (not rank.L5b.at0.at2.digit0.next) rank.L5b.at0.at2.digit0) (or (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit0.next)))))))))
  (and (and (or (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1)) (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit1)) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1))))) (or false step.admit_vmotion_1) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and rank.L5b.at0.at2.known.next (or (and (not rank.L5b.at0.at2.digit1.next) rank.L5b.at0.at2.digit1) (and (or (not rank.L5b.at0.at2.digit1.next) rank.L5b.at0.at2.digit1) (or (not rank.L5b.at0.at2.digit1) rank.L5b.at0.at2.digit1.next) (not rank.L5b.at0.at2.digit0.next) rank.L5b.at0.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1)) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1))) rank.L5b.at0.at2.at1.known)))
  (and (and rank.L5b.at0.at2.at1.known (not rank.L5b.at0.at2.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.at1.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at2.known.next rank.L5b.at0.at2.digit0.next (not rank.L5b.at0.at2.digit1.next))) (and rank.L5b.at0.at2.at1.known.next (or (and (not rank.L5b.at0.at2.at1.digit0.next) rank.L5b.at0.at2.at1.digit0) (and (or (not rank.L5b.at0.at2.at1.digit0.next) rank.L5b.at0.at2.at1.digit0) (or (not rank.L5b.at0.at2.at1.digit0) rank.L5b.at0.at2.at1.digit0.next)))))))
  (and (and rank.L5b.at0.at2.at1.known rank.L5b.at0.at2.at1.digit0 (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1)))))) (or false step.admit_vmotion_2) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at2.known.next rank.L5b.at0.at2.digit0.next (not rank.L5b.at0.at2.digit1.next))) (and rank.L5b.at0.at2.at1.known.next (not rank.L5b.at0.at2.at1.digit0.next) rank.L5b.at0.at2.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.at1.known rank.L5b.at0.at2.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.at1.known rank.L5b.at0.at2.at1.digit0)) rank.L5b.at0.at2.at1.at1.known)))
  (and (and rank.L5b.at0.at2.at1.at1.known (not rank.L5b.at0.at2.at1.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.at1.known rank.L5b.at0.at2.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.at1.at1.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known rank.L5b.at0.at2.digit0 (not rank.L5b.at0.at2.digit1))) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.at1.known rank.L5b.at0.at2.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at2.known.next rank.L5b.at0.at2.digit0.next (not rank.L5b.at0.at2.digit1.next))) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at2.at1.known.next rank.L5b.at0.at2.at1.digit0.next)) (and rank.L5b.at0.at2.at1.at1.known.next (or (and (not rank.L5b.at0.at2.at1.at1.digit0.next) rank.L5b.at0.at2.at1.at1.digit0) (and (or (not rank.L5b.at0.at2.at1.at1.digit0.next) rank.L5b.at0.at2.at1.at1.digit0) (or (not rank.L5b.at0.at2.at1.at1.digit0) rank.L5b.at0.at2.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit1)) rank.L5b.at0.at2.at2.known)))
  (and (and rank.L5b.at0.at2.at2.known (not rank.L5b.at0.at2.at2.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at2.at2.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known (not rank.L5b.at0.digit0) rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at2.known (not rank.L5b.at0.at2.digit0) rank.L5b.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next (not rank.L5b.at0.digit0.next) rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at2.known.next (not rank.L5b.at0.at2.digit0.next) rank.L5b.at0.at2.digit1.next)) (and rank.L5b.at0.at2.at2.known.next (or (and (not rank.L5b.at0.at2.at2.digit0.next) rank.L5b.at0.at2.at2.digit0) (and (or (not rank.L5b.at0.at2.at2.digit0.next) rank.L5b.at0.at2.at2.digit0) (or (not rank.L5b.at0.at2.at2.digit0) rank.L5b.at0.at2.at2.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) rank.L5b.at0.at3.known)))
  (and (and rank.L5b.at0.at3.known (not rank.L5b.at0.at3.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at3.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next rank.L5b.at0.digit0.next rank.L5b.at0.digit1.next)) (and rank.L5b.at0.at3.known.next (or (and (not rank.L5b.at0.at3.digit0.next) rank.L5b.at0.at3.digit0) (and (or (not rank.L5b.at0.at3.digit0.next) rank.L5b.at0.at3.digit0) (or (not rank.L5b.at0.at3.digit0) rank.L5b.at0.at3.digit0.next)))))))
  (and (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0 (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1))))) (or false step.admit_vmotion_1) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next rank.L5b.at0.digit0.next rank.L5b.at0.digit1.next)) (and rank.L5b.at0.at3.known.next (not rank.L5b.at0.at3.digit0.next) rank.L5b.at0.at3.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0)) rank.L5b.at0.at3.at1.known)))
  (and (and rank.L5b.at0.at3.at1.known (not rank.L5b.at0.at3.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at3.at1.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next rank.L5b.at0.digit0.next rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at3.known.next rank.L5b.at0.at3.digit0.next)) (and rank.L5b.at0.at3.at1.known.next (or (and (not rank.L5b.at0.at3.at1.digit0.next) rank.L5b.at0.at3.at1.digit0) (and (or (not rank.L5b.at0.at3.at1.digit0.next) rank.L5b.at0.at3.at1.digit0) (or (not rank.L5b.at0.at3.at1.digit0) rank.L5b.at0.at3.at1.digit0.next)))))))
  (and (and rank.L5b.at0.at3.at1.known rank.L5b.at0.at3.at1.digit0 (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0))))) (or false step.admit_vmotion_2) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next rank.L5b.at0.digit0.next rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at3.known.next rank.L5b.at0.at3.digit0.next)) (and rank.L5b.at0.at3.at1.known.next (not rank.L5b.at0.at3.at1.digit0.next) rank.L5b.at0.at3.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at3.at1.known rank.L5b.at0.at3.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.at1.known rank.L5b.at0.at3.at1.digit0)) rank.L5b.at0.at3.at1.at1.known)))
  (and (and rank.L5b.at0.at3.at1.at1.known (not rank.L5b.at0.at3.at1.at1.digit0) (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.at1.known rank.L5b.at0.at3.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5b: L5b.at0.at3.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5b.at0.at3.at1.at1.known (not (or (= storage_2.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.known (not rank.L5b.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5b.at0.known rank.L5b.at0.digit0 rank.L5b.at0.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.known rank.L5b.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5b.at0.at3.at1.known rank.L5b.at0.at3.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= storage_2.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.known.next (not rank.L5b.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5b.at0.known.next rank.L5b.at0.digit0.next rank.L5b.at0.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at3.known.next rank.L5b.at0.at3.digit0.next)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5b.at0.at3.at1.known.next rank.L5b.at0.at3.at1.digit0.next)) (and rank.L5b.at0.at3.at1.at1.known.next (or (and (not rank.L5b.at0.at3.at1.at1.digit0.next) rank.L5b.at0.at3.at1.at1.digit0) (and (or (not rank.L5b.at0.at3.at1.at1.digit0.next) rank.L5b.at0.at3.at1.at1.digit0) (or (not rank.L5b.at0.at3.at1.at1.digit0) rank.L5b.at0.at3.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (= vmotion_1.phase 2) (not (or (= vmotion_1.phase 1) rank.L5c.known))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.known (not (= vmotion_1.phase 1))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and rank.L5c.known.next (or (and (not rank.L5c.digit0.next) rank.L5c.digit0) (and (or (not rank.L5c.digit0.next) rank.L5c.digit0) (or (not rank.L5c.digit0) rank.L5c.digit0.next)))))))
  (and (and rank.L5c.known (not rank.L5c.digit0) (not (= vmotion_1.phase 1))) (or false step.admit_vmotion_1) (not (or (= vmotion_1.phase.next 1) (and rank.L5c.known.next (not rank.L5c.digit0.next) rank.L5c.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.known (not rank.L5c.digit0)) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) rank.L5c.at0.known)))
  (and (and rank.L5c.at0.known (not rank.L5c.at0.digit0) (not rank.L5c.at0.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5c.at0.known rank.L5c.at0.digit0 (not rank.L5c.at0.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0)))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and rank.L5c.at0.known.next (or (and (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (and (or (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (or (not rank.L5c.at0.digit1) rank.L5c.at0.digit1.next) (or (and (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit0) (and (or (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit0) (or (not rank.L5c.at0.digit0) rank.L5c.at0.digit0.next)))))))))
  (and (and rank.L5c.at0.known rank.L5c.at0.digit0 (not rank.L5c.at0.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0)))))) (or false step.finish_storage_1) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and rank.L5c.at0.known.next (or (and (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (and (or (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (or (not rank.L5c.at0.digit1) rank.L5c.at0.digit1.next) (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit0))))))
  (and (and (or (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1) (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0)))))) (or false step.admit_storage_1) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and rank.L5c.at0.known.next (or (and (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (and (or (not rank.L5c.at0.digit1.next) rank.L5c.at0.digit1) (or (not rank.L5c.at0.digit1) rank.L5c.at0.digit1.next) (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) rank.L5c.at0.at2.known)))
  (and (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) (not rank.L5c.at0.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 (not rank.L5c.at0.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1))))) (not (= storage_2.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and rank.L5c.at0.at2.known.next (or (and (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (and (or (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (or (not rank.L5c.at0.at2.digit1) rank.L5c.at0.at2.digit1.next) (or (and (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit0) (and (or (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit0) (or (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit0.next)))))))))
  (and (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 (not rank.L5c.at0.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1))))) (or false step.finish_storage_2) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and rank.L5c.at0.at2.known.next (or (and (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (and (or (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (or (not rank.L5c.at0.at2.digit1) rank.L5c.at0.at2.digit1.next) (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit0))))))
  (and (and (or (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1) (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 rank.L5c.at0.at2.digit1)) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1))))) (or false step.admit_storage_2) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and rank.L5c.at0.at2.known.next (or (and (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (and (or (not rank.L5c.at0.at2.digit1.next) rank.L5c.at0.at2.digit1) (or (not rank.L5c.at0.at2.digit1) rank.L5c.at0.at2.digit1.next) (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) rank.L5c.at0.at2.at2.known)))
  (and (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) (not rank.L5c.at0.at2.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5c.at0.at2.at2.known rank.L5c.at0.at2.at2.digit0 (not rank.L5c.at0.at2.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.at2.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit1.next)) (and rank.L5c.at0.at2.at2.known.next (or (and (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (and (or (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (or (not rank.L5c.at0.at2.at2.digit1) rank.L5c.at0.at2.at2.digit1.next) (or (and (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit0) (and (or (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit0) (or (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit0.next)))))))))
  (and (and rank.L5c.at0.at2.at2.known rank.L5c.at0.at2.at2.digit0 (not rank.L5c.at0.at2.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1))))) (or false step.finish_storage_1) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit1.next)) (and rank.L5c.at0.at2.at2.known.next (or (and (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (and (or (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (or (not rank.L5c.at0.at2.at2.digit1) rank.L5c.at0.at2.at2.digit1.next) (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit0))))))
  (and (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1 (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1))))) (or false step.admit_vmotion_2) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit1.next)) (and rank.L5c.at0.at2.at2.known.next (or (and (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (and (or (not rank.L5c.at0.at2.at2.digit1.next) rank.L5c.at0.at2.at2.digit1) (or (not rank.L5c.at0.at2.at2.digit1) rank.L5c.at0.at2.at2.digit1.next) (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1)) rank.L5c.at0.at2.at2.at2.known)))
  (and (and rank.L5c.at0.at2.at2.at2.known (not rank.L5c.at0.at2.at2.at2.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5c.at0.at2.at2.at2.known rank.L5c.at0.at2.at2.at2.digit0 (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.at2.at2.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit1.next)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.at0.at2.at2.known.next (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit1.next)) (and rank.L5c.at0.at2.at2.at2.known.next (or (and (not rank.L5c.at0.at2.at2.at2.digit0.next) rank.L5c.at0.at2.at2.at2.digit0) (and (or (not rank.L5c.at0.at2.at2.at2.digit0.next) rank.L5c.at0.at2.at2.at2.digit0) (or (not rank.L5c.at0.at2.at2.at2.digit0) rank.L5c.at0.at2.at2.at2.digit0.next)))))))
  (and (and rank.L5c.at0.at2.at2.at2.known rank.L5c.at0.at2.at2.at2.digit0 (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known (not rank.L5c.at0.at2.digit0) rank.L5c.at0.at2.digit1)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at2.at2.known (not rank.L5c.at0.at2.at2.digit0) rank.L5c.at0.at2.at2.digit1))))) (or false step.finish_storage_1) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next (not rank.L5c.at0.at2.digit0.next) rank.L5c.at0.at2.digit1.next)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.at0.at2.at2.known.next (not rank.L5c.at0.at2.at2.digit0.next) rank.L5c.at0.at2.at2.digit1.next)) (and rank.L5c.at0.at2.at2.at2.known.next (not rank.L5c.at0.at2.at2.at2.digit0.next) rank.L5c.at0.at2.at2.at2.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 rank.L5c.at0.at2.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 rank.L5c.at0.at2.digit1)) rank.L5c.at0.at2.at3.known)))
  (and (and rank.L5c.at0.at2.at3.known (not rank.L5c.at0.at2.at3.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 rank.L5c.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at2.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at2.at3.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known (not rank.L5c.at0.digit0) rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at2.known rank.L5c.at0.at2.digit0 rank.L5c.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next (not rank.L5c.at0.digit0.next) rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at2.known.next rank.L5c.at0.at2.digit0.next rank.L5c.at0.at2.digit1.next)) (and rank.L5c.at0.at2.at3.known.next (or (and (not rank.L5c.at0.at2.at3.digit0.next) rank.L5c.at0.at2.at3.digit0) (and (or (not rank.L5c.at0.at2.at3.digit0.next) rank.L5c.at0.at2.at3.digit0) (or (not rank.L5c.at0.at2.at3.digit0) rank.L5c.at0.at2.at3.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) rank.L5c.at0.at3.known)))
  (and (and rank.L5c.at0.at3.known (not rank.L5c.at0.at3.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at3.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next rank.L5c.at0.digit0.next rank.L5c.at0.digit1.next)) (and rank.L5c.at0.at3.known.next (or (and (not rank.L5c.at0.at3.digit0.next) rank.L5c.at0.at3.digit0) (and (or (not rank.L5c.at0.at3.digit0.next) rank.L5c.at0.at3.digit0) (or (not rank.L5c.at0.at3.digit0) rank.L5c.at0.at3.digit0.next)))))))
  (and (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0 (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1))))) (or false step.admit_storage_2) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next rank.L5c.at0.digit0.next rank.L5c.at0.digit1.next)) (and rank.L5c.at0.at3.known.next (not rank.L5c.at0.at3.digit0.next) rank.L5c.at0.at3.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0)) rank.L5c.at0.at3.at1.known)))
  (and (and rank.L5c.at0.at3.at1.known (not rank.L5c.at0.at3.at1.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at3.at1.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next rank.L5c.at0.digit0.next rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at3.known.next rank.L5c.at0.at3.digit0.next)) (and rank.L5c.at0.at3.at1.known.next (or (and (not rank.L5c.at0.at3.at1.digit0.next) rank.L5c.at0.at3.at1.digit0) (and (or (not rank.L5c.at0.at3.at1.digit0.next) rank.L5c.at0.at3.at1.digit0) (or (not rank.L5c.at0.at3.at1.digit0) rank.L5c.at0.at3.at1.digit0.next)))))))
  (and (and rank.L5c.at0.at3.at1.known rank.L5c.at0.at3.at1.digit0 (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0))))) (or false step.admit_vmotion_2) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next rank.L5c.at0.digit0.next rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at3.known.next rank.L5c.at0.at3.digit0.next)) (and rank.L5c.at0.at3.at1.known.next (not rank.L5c.at0.at3.at1.digit0.next) rank.L5c.at0.at3.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at3.at1.known rank.L5c.at0.at3.at1.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at3.at1.known rank.L5c.at0.at3.at1.digit0)) rank.L5c.at0.at3.at1.at1.known)))
  (and (and rank.L5c.at0.at3.at1.at1.known (not rank.L5c.at0.at3.at1.at1.digit0) (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at3.at1.known rank.L5c.at0.at3.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5c: L5c.at0.at3.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5c.at0.at3.at1.at1.known (not (or (= vmotion_1.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.known (not rank.L5c.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.known rank.L5c.at0.digit0 rank.L5c.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5c.at0.at3.known rank.L5c.at0.at3.digit0)) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5c.at0.at3.at1.known rank.L5c.at0.at3.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_1.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.known.next (not rank.L5c.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.known.next rank.L5c.at0.digit0.next rank.L5c.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5c.at0.at3.known.next rank.L5c.at0.at3.digit0.next)) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5c.at0.at3.at1.known.next rank.L5c.at0.at3.at1.digit0.next)) (and rank.L5c.at0.at3.at1.at1.known.next (or (and (not rank.L5c.at0.at3.at1.at1.digit0.next) rank.L5c.at0.at3.at1.at1.digit0) (and (or (not rank.L5c.at0.at3.at1.at1.digit0.next) rank.L5c.at0.at3.at1.at1.digit0) (or (not rank.L5c.at0.at3.at1.at1.digit0) rank.L5c.at0.at3.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (= vmotion_2.phase 2) (not (or (= vmotion_2.phase 1) rank.L5d.known))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.known (not (= vmotion_2.phase 1))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and rank.L5d.known.next (or (and (not rank.L5d.digit0.next) rank.L5d.digit0) (and (or (not rank.L5d.digit0.next) rank.L5d.digit0) (or (not rank.L5d.digit0) rank.L5d.digit0.next)))))))
  (and (and rank.L5d.known (not rank.L5d.digit0) (not (= vmotion_2.phase 1))) (or false step.admit_vmotion_2) (not (or (= vmotion_2.phase.next 1) (and rank.L5d.known.next (not rank.L5d.digit0.next) rank.L5d.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.known (not rank.L5d.digit0)) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) rank.L5d.at0.known)))
  (and (and rank.L5d.at0.known (not rank.L5d.at0.digit0) (not rank.L5d.at0.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0)))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5d.at0.known rank.L5d.at0.digit0 (not rank.L5d.at0.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0)))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0)))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and rank.L5d.at0.known.next (or (and (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (and (or (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (or (not rank.L5d.at0.digit1) rank.L5d.at0.digit1.next) (or (and (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit0) (and (or (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit0) (or (not rank.L5d.at0.digit0) rank.L5d.at0.digit0.next)))))))))
  (and (and rank.L5d.at0.known rank.L5d.at0.digit0 (not rank.L5d.at0.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0)))))) (or false step.finish_storage_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and rank.L5d.at0.known.next (or (and (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (and (or (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (or (not rank.L5d.at0.digit1) rank.L5d.at0.digit1.next) (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit0))))))
  (and (and (or (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1) (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0)))))) (or false step.admit_storage_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and rank.L5d.at0.known.next (or (and (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (and (or (not rank.L5d.at0.digit1.next) rank.L5d.at0.digit1) (or (not rank.L5d.at0.digit1) rank.L5d.at0.digit1.next) (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) rank.L5d.at0.at2.known)))
  (and (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) (not rank.L5d.at0.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 (not rank.L5d.at0.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1))))) (not (= storage_2.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and rank.L5d.at0.at2.known.next (or (and (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (and (or (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (or (not rank.L5d.at0.at2.digit1) rank.L5d.at0.at2.digit1.next) (or (and (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit0) (and (or (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit0) (or (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit0.next)))))))))
  (and (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 (not rank.L5d.at0.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1))))) (or false step.finish_storage_2) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and rank.L5d.at0.at2.known.next (or (and (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (and (or (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (or (not rank.L5d.at0.at2.digit1) rank.L5d.at0.at2.digit1.next) (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit0))))))
  (and (and (or (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1) (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 rank.L5d.at0.at2.digit1)) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1))))) (or false step.admit_storage_2) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and rank.L5d.at0.at2.known.next (or (and (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (and (or (not rank.L5d.at0.at2.digit1.next) rank.L5d.at0.at2.digit1) (or (not rank.L5d.at0.at2.digit1) rank.L5d.at0.at2.digit1.next) (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) rank.L5d.at0.at2.at2.known)))
  (and (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) (not rank.L5d.at0.at2.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5d.at0.at2.at2.known rank.L5d.at0.at2.at2.digit0 (not rank.L5d.at0.at2.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.at2.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit1.next)) (and rank.L5d.at0.at2.at2.known.next (or (and (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (and (or (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (or (not rank.L5d.at0.at2.at2.digit1) rank.L5d.at0.at2.at2.digit1.next) (or (and (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit0) (and (or (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit0) (or (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit0.next)))))))))
  (and (and rank.L5d.at0.at2.at2.known rank.L5d.at0.at2.at2.digit0 (not rank.L5d.at0.at2.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1))))) (or false step.finish_storage_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit1.next)) (and rank.L5d.at0.at2.at2.known.next (or (and (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (and (or (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (or (not rank.L5d.at0.at2.at2.digit1) rank.L5d.at0.at2.at2.digit1.next) (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit0))))))
  (and (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1 (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1))))) (or false step.admit_vmotion_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit1.next)) (and rank.L5d.at0.at2.at2.known.next (or (and (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (and (or (not rank.L5d.at0.at2.at2.digit1.next) rank.L5d.at0.at2.at2.digit1) (or (not rank.L5d.at0.at2.at2.digit1) rank.L5d.at0.at2.at2.digit1.next) (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit0)))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at2.at2: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1)) rank.L5d.at0.at2.at2.at2.known)))
  (and (and rank.L5d.at0.at2.at2.at2.known (not rank.L5d.at0.at2.at2.at2.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0)))))
  (and (and rank.L5d.at0.at2.at2.at2.known rank.L5d.at0.at2.at2.at2.digit0 (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1))))) (not (= storage_1.phase 1))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at2.at2: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.at2.at2.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.at0.at2.at2.known.next (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit1.next)) (and rank.L5d.at0.at2.at2.at2.known.next (or (and (not rank.L5d.at0.at2.at2.at2.digit0.next) rank.L5d.at0.at2.at2.at2.digit0) (and (or (not rank.L5d.at0.at2.at2.at2.digit0.next) rank.L5d.at0.at2.at2.at2.digit0) (or (not rank.L5d.at0.at2.at2.at2.digit0) rank.L5d.at0.at2.at2.at2.digit0.next)))))))
  (and (and rank.L5d.at0.at2.at2.at2.known rank.L5d.at0.at2.at2.at2.digit0 (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known (not rank.L5d.at0.at2.digit0) rank.L5d.at0.at2.digit1)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at2.at2.known (not rank.L5d.at0.at2.at2.digit0) rank.L5d.at0.at2.at2.digit1))))) (or false step.finish_storage_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next (not rank.L5d.at0.at2.digit0.next) rank.L5d.at0.at2.digit1.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.at0.at2.at2.known.next (not rank.L5d.at0.at2.at2.digit0.next) rank.L5d.at0.at2.at2.digit1.next)) (and rank.L5d.at0.at2.at2.at2.known.next (not rank.L5d.at0.at2.at2.at2.digit0.next) rank.L5d.at0.at2.at2.at2.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 rank.L5d.at0.at2.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 rank.L5d.at0.at2.digit1)) rank.L5d.at0.at2.at3.known)))
  (and (and rank.L5d.at0.at2.at3.known (not rank.L5d.at0.at2.at3.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 rank.L5d.at0.at2.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at2.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at2.at3.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known (not rank.L5d.at0.digit0) rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at2.known rank.L5d.at0.at2.digit0 rank.L5d.at0.at2.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next (not rank.L5d.at0.digit0.next) rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at2.known.next rank.L5d.at0.at2.digit0.next rank.L5d.at0.at2.digit1.next)) (and rank.L5d.at0.at2.at3.known.next (or (and (not rank.L5d.at0.at2.at3.digit0.next) rank.L5d.at0.at2.at3.digit0) (and (or (not rank.L5d.at0.at2.at3.digit0.next) rank.L5d.at0.at2.at3.digit0) (or (not rank.L5d.at0.at2.at3.digit0) rank.L5d.at0.at2.at3.digit0.next))))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) rank.L5d.at0.at3.known)))
  (and (and rank.L5d.at0.at3.known (not rank.L5d.at0.at3.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at3.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next rank.L5d.at0.digit0.next rank.L5d.at0.digit1.next)) (and rank.L5d.at0.at3.known.next (or (and (not rank.L5d.at0.at3.digit0.next) rank.L5d.at0.at3.digit0) (and (or (not rank.L5d.at0.at3.digit0.next) rank.L5d.at0.at3.digit0) (or (not rank.L5d.at0.at3.digit0) rank.L5d.at0.at3.digit0.next)))))))
  (and (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0 (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1))))) (or false step.admit_storage_2) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next rank.L5d.at0.digit0.next rank.L5d.at0.digit1.next)) (and rank.L5d.at0.at3.known.next (not rank.L5d.at0.at3.digit0.next) rank.L5d.at0.at3.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0)) rank.L5d.at0.at3.at1.known)))
  (and (and rank.L5d.at0.at3.at1.known (not rank.L5d.at0.at3.at1.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at3.at1.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next rank.L5d.at0.digit0.next rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at3.known.next rank.L5d.at0.at3.digit0.next)) (and rank.L5d.at0.at3.at1.known.next (or (and (not rank.L5d.at0.at3.at1.digit0.next) rank.L5d.at0.at3.at1.digit0) (and (or (not rank.L5d.at0.at3.at1.digit0.next) rank.L5d.at0.at3.at1.digit0) (or (not rank.L5d.at0.at3.at1.digit0) rank.L5d.at0.at3.at1.digit0.next)))))))
  (and (and rank.L5d.at0.at3.at1.known rank.L5d.at0.at3.at1.digit0 (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0))))) (or false step.admit_vmotion_1) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next rank.L5d.at0.digit0.next rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at3.known.next rank.L5d.at0.at3.digit0.next)) (and rank.L5d.at0.at3.at1.known.next (not rank.L5d.at0.at3.at1.digit0.next) rank.L5d.at0.at3.at1.digit0)))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3.at1.at1: whoever waits has a rank, for a reason that holds")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at3.at1.known rank.L5d.at0.at3.at1.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at3.at1.known rank.L5d.at0.at3.at1.digit0)) rank.L5d.at0.at3.at1.at1.known)))
  (and (and rank.L5d.at0.at3.at1.at1.known (not rank.L5d.at0.at3.at1.at1.digit0) (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at3.at1.known rank.L5d.at0.at3.at1.digit0))))) (not (not (and (= host.others 0) (= network.others 0) (= datastore.others 0))))))))
(check-sat)
(pop 1)

(push 1)
(echo "response L5d: L5d.at0.at3.at1.at1: steps keep the rank or lower it, helpful ones lower it")
(set-info :status unsat)
(assert (and invariant (or false
  (and (and rank.L5d.at0.at3.at1.at1.known (not (or (= vmotion_2.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.known (not rank.L5d.digit0))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.known rank.L5d.at0.digit0 rank.L5d.at0.digit1)) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (not (and rank.L5d.at0.at3.known rank.L5d.at0.at3.digit0)) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (not (and rank.L5d.at0.at3.at1.known rank.L5d.at0.at3.at1.digit0))))) (or false step.request_storage_1 step.admit_storage_1 step.finish_storage_1 step.fail_storage_1 step.request_storage_2 step.admit_storage_2 step.finish_storage_2 step.fail_storage_2 step.request_vmotion_1 step.admit_vmotion_1 step.finish_vmotion_1 step.fail_vmotion_1 step.request_vmotion_2 step.admit_vmotion_2 step.finish_vmotion_2 step.fail_vmotion_2 step.others_take_host step.others_return_host step.others_take_network step.others_return_network step.others_take_datastore step.others_return_datastore) (not (or (= vmotion_2.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.known.next (not rank.L5d.digit0.next))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.known.next rank.L5d.at0.digit0.next rank.L5d.at0.digit1.next)) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (not (and rank.L5d.at0.at3.known.next rank.L5d.at0.at3.digit0.next)) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (not (and rank.L5d.at0.at3.at1.known.next rank.L5d.at0.at3.at1.digit0.next)) (and rank.L5d.at0.at3.at1.at1.known.next (or (and (not rank.L5d.at0.at3.at1.at1.digit0.next) rank.L5d.at0.at3.at1.at1.digit0) (and (or (not rank.L5d.at0.at3.at1.at1.digit0.next) rank.L5d.at0.at3.at1.at1.digit0) (or (not rank.L5d.at0.at3.at1.at1.digit0) rank.L5d.at0.at3.at1.at1.digit0.next))))))))))
(check-sat)
(pop 1)
