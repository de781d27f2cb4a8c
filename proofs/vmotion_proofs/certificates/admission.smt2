; Certificate, format 2: an inductive invariant and the properties that follow from it.
; model admission, digest 6a1a0d25e2884f36ff25f0a763a553f6a7133fc544b69886b25face9b0411438
; properties: deadlock S14a S14b S14c S14d S14e S14f
; Check it with any SMT-LIB 2.6 solver that solves incrementally: z3 FILE, cvc5 --incremental FILE,
; yices-smt2 --incremental FILE. The answers must be sat, sat, and then unsat to the end.
; start: the initial condition can be met. moves: some command can happen. initial, step: the invariant holds
; at the start, and no step leaves it. safe ID: no state of the invariant breaks the property ID.
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
; lemma 0: property deadlock
(define-fun lemma.0 () Bool (or (and (not (= storage_1.phase 2)) (not (= storage_1.phase 1)) (not (= storage_2.phase 2)) (not (= storage_2.phase 1)) (not (= vmotion_1.phase 2)) (not (= vmotion_1.phase 1)) (not (= vmotion_2.phase 2)) (not (= vmotion_2.phase 1))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (= storage_1.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (= storage_2.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (= vmotion_1.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (= vmotion_2.phase 1) (<= 1 host.others) (<= 1 network.others) (<= 16 datastore.others)))
(define-fun lemma.0.next () Bool (or (and (not (= storage_1.phase.next 2)) (not (= storage_1.phase.next 1)) (not (= storage_2.phase.next 2)) (not (= storage_2.phase.next 1)) (not (= vmotion_1.phase.next 2)) (not (= vmotion_1.phase.next 1)) (not (= vmotion_2.phase.next 2)) (not (= vmotion_2.phase.next 1))) (and (= storage_1.phase.next 2) (= storage_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (= storage_1.phase.next 1) (and (= storage_2.phase.next 2) (= storage_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 8) 16) (<= (+ (+ datastore.used.next datastore.others.next) 16) 128)) (= storage_2.phase.next 1) (and (= vmotion_1.phase.next 2) (= vmotion_1.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (= vmotion_1.phase.next 1) (and (= vmotion_2.phase.next 2) (= vmotion_2.place.next 1) (<= (+ (+ host.used.next host.others.next) 2) 16) (<= (+ (+ network.used.next network.others.next) 1) 4) (<= (+ (+ datastore.used.next datastore.others.next) 1) 128)) (= vmotion_2.phase.next 1) (<= 1 host.others.next) (<= 1 network.others.next) (<= 16 datastore.others.next)))
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
(define-fun lemma.5 () Bool (or (not (or (= storage_1.phase 1) (= storage_2.phase 1) (= vmotion_1.phase 1) (= vmotion_2.phase 1))) (and (or (not (= storage_1.phase 1)) history.storage_1_admitted) (or (not (= storage_2.phase 1)) history.storage_2_admitted) (or (not (= vmotion_1.phase 1)) history.vmotion_1_admitted) (or (not (= vmotion_2.phase 1)) history.vmotion_2_admitted))))
(define-fun lemma.5.next () Bool (or (not (or (= storage_1.phase.next 1) (= storage_2.phase.next 1) (= vmotion_1.phase.next 1) (= vmotion_2.phase.next 1))) (and (or (not (= storage_1.phase.next 1)) history.storage_1_admitted.next) (or (not (= storage_2.phase.next 1)) history.storage_2_admitted.next) (or (not (= vmotion_1.phase.next 1)) history.vmotion_1_admitted.next) (or (not (= vmotion_2.phase.next 1)) history.vmotion_2_admitted.next))))
; lemma 6: property S14f
(define-fun lemma.6 () Bool (and (= host.used (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0))) (= network.used (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0))) (= datastore.used (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)))))
(define-fun lemma.6.next () Bool (and (= host.used.next (+ (+ (+ (ite (= storage_1.phase.next 1) 8 0) (ite (= storage_2.phase.next 1) 8 0)) (ite (= vmotion_1.phase.next 1) 2 0)) (ite (= vmotion_2.phase.next 1) 2 0))) (= network.used.next (+ (ite (= vmotion_1.phase.next 1) 1 0) (ite (= vmotion_2.phase.next 1) 1 0))) (= datastore.used.next (+ (+ (+ (ite (= storage_1.phase.next 1) 16 0) (ite (= storage_2.phase.next 1) 16 0)) (ite (= vmotion_1.phase.next 1) 1 0)) (ite (= vmotion_2.phase.next 1) 1 0)))))
; lemma 7: storage_2.phase != WAITING or storage_2.place != 0
(define-fun lemma.7 () Bool (or (not (= storage_2.phase 2)) (not (= storage_2.place 0))))
(define-fun lemma.7.next () Bool (or (not (= storage_2.phase.next 2)) (not (= storage_2.place.next 0))))
; lemma 8: storage_1.phase != WAITING or storage_1.place != 0
(define-fun lemma.8 () Bool (or (not (= storage_1.phase 2)) (not (= storage_1.place 0))))
(define-fun lemma.8.next () Bool (or (not (= storage_1.phase.next 2)) (not (= storage_1.place.next 0))))
; lemma 9: storage_1.place != 2 or storage_2.place != 2
(define-fun lemma.9 () Bool (or (not (= storage_1.place 2)) (not (= storage_2.place 2))))
(define-fun lemma.9.next () Bool (or (not (= storage_1.place.next 2)) (not (= storage_2.place.next 2))))
; lemma 10: storage_1.place != 3 or storage_2.place != 3
(define-fun lemma.10 () Bool (or (not (= storage_1.place 3)) (not (= storage_2.place 3))))
(define-fun lemma.10.next () Bool (or (not (= storage_1.place.next 3)) (not (= storage_2.place.next 3))))
; lemma 11: storage_1.place != 4 or vmotion_1.phase == WAITING
(define-fun lemma.11 () Bool (or (not (= storage_1.place 4)) (= vmotion_1.phase 2)))
(define-fun lemma.11.next () Bool (or (not (= storage_1.place.next 4)) (= vmotion_1.phase.next 2)))
; lemma 12: storage_2.place != 2 or vmotion_1.place != 2
(define-fun lemma.12 () Bool (or (not (= storage_2.place 2)) (not (= vmotion_1.place 2))))
(define-fun lemma.12.next () Bool (or (not (= storage_2.place.next 2)) (not (= vmotion_1.place.next 2))))
; lemma 13: not (storage_1.place in {3, 4} and vmotion_1.phase != WAITING) or vmotion_2.place == 1 or vmotion_2.place == 2
(define-fun lemma.13 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= vmotion_1.phase 2)))) (= vmotion_2.place 1) (= vmotion_2.place 2)))
(define-fun lemma.13.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.place.next 1) (= vmotion_2.place.next 2)))
; lemma 14: storage_2.place != 2 or vmotion_2.place != 2
(define-fun lemma.14 () Bool (or (not (= storage_2.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.14.next () Bool (or (not (= storage_2.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 15: storage_2.place != 4 or vmotion_1.phase == WAITING
(define-fun lemma.15 () Bool (or (not (= storage_2.place 4)) (= vmotion_1.phase 2)))
(define-fun lemma.15.next () Bool (or (not (= storage_2.place.next 4)) (= vmotion_1.phase.next 2)))
; lemma 16: storage_1.place != 2 or vmotion_2.place != 2
(define-fun lemma.16 () Bool (or (not (= storage_1.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.16.next () Bool (or (not (= storage_1.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 17: storage_2.place != 3 or vmotion_2.place != 3
(define-fun lemma.17 () Bool (or (not (= storage_2.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.17.next () Bool (or (not (= storage_2.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 18: storage_2.phase == WAITING or storage_2.place == 0
(define-fun lemma.18 () Bool (or (= storage_2.phase 2) (= storage_2.place 0)))
(define-fun lemma.18.next () Bool (or (= storage_2.phase.next 2) (= storage_2.place.next 0)))
; lemma 19: storage_2.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.19 () Bool (or (= storage_2.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.19.next () Bool (or (= storage_2.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 20: not (storage_2.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.20 () Bool (or (not (and (not (= storage_2.phase 2)) (not (= vmotion_1.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.20.next () Bool (or (not (and (not (= storage_2.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 21: not (storage_1.place in {3, 4} and storage_2.phase != WAITING) or vmotion_1.phase == WAITING
(define-fun lemma.21 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= storage_2.phase 2)))) (= vmotion_1.phase 2)))
(define-fun lemma.21.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= storage_2.phase.next 2)))) (= vmotion_1.phase.next 2)))
; lemma 22: not (storage_1.place not in {0, 1} and storage_2.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place == 1
(define-fun lemma.22 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 1))) (not (= storage_2.phase 2)) (not (= vmotion_1.phase 2)))) (= vmotion_2.place 1)))
(define-fun lemma.22.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (not (= storage_2.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.place.next 1)))
; lemma 23: not (storage_1.place in {3, 4} and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.23 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.23.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 24: storage_1.phase == WAITING or storage_1.place == 0
(define-fun lemma.24 () Bool (or (= storage_1.phase 2) (= storage_1.place 0)))
(define-fun lemma.24.next () Bool (or (= storage_1.phase.next 2) (= storage_1.place.next 0)))
; lemma 25: not (storage_1.phase != WAITING and storage_2.place not in {0, 1} and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.25 () Bool (or (not (and (not (= storage_1.phase 2)) (not (or (= storage_2.place 0) (= storage_2.place 1))) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.25.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (or (= storage_2.place.next 0) (= storage_2.place.next 1))) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 26: not (storage_1.phase != WAITING and storage_2.place not in {0, 1} and vmotion_1.phase != WAITING) or vmotion_2.place == 1
(define-fun lemma.26 () Bool (or (not (and (not (= storage_1.phase 2)) (not (or (= storage_2.place 0) (= storage_2.place 1))) (not (= vmotion_1.phase 2)))) (= vmotion_2.place 1)))
(define-fun lemma.26.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (or (= storage_2.place.next 0) (= storage_2.place.next 1))) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.place.next 1)))
; lemma 27: vmotion_2.phase != WAITING or vmotion_2.place != 0
(define-fun lemma.27 () Bool (or (not (= vmotion_2.phase 2)) (not (= vmotion_2.place 0))))
(define-fun lemma.27.next () Bool (or (not (= vmotion_2.phase.next 2)) (not (= vmotion_2.place.next 0))))
; lemma 28: not (storage_1.phase != WAITING and storage_2.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place == 0 or vmotion_2.place == 1
(define-fun lemma.28 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)) (not (= vmotion_1.phase 2)))) (= vmotion_2.place 0) (= vmotion_2.place 1)))
(define-fun lemma.28.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.place.next 0) (= vmotion_2.place.next 1)))
; lemma 29: vmotion_1.phase != WAITING or vmotion_1.place != 0
(define-fun lemma.29 () Bool (or (not (= vmotion_1.phase 2)) (not (= vmotion_1.place 0))))
(define-fun lemma.29.next () Bool (or (not (= vmotion_1.phase.next 2)) (not (= vmotion_1.place.next 0))))
; lemma 30: not (storage_1.phase != WAITING and storage_2.phase != WAITING) or vmotion_1.place not in {3, 4}
(define-fun lemma.30 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)))) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4)))))
(define-fun lemma.30.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)))) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))))
; lemma 31: not (storage_1.phase != WAITING and storage_2.phase != WAITING and vmotion_1.place not in {0, 1}) or vmotion_2.phase == WAITING
(define-fun lemma.31 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 1))))) (= vmotion_2.phase 2)))
(define-fun lemma.31.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 1))))) (= vmotion_2.phase.next 2)))
; lemma 32: not (storage_1.place not in {0, 1} and storage_2.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.32 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 1))) (not (= storage_2.phase 2)) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.32.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (not (= storage_2.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 33: not (storage_2.place in {3, 4} and vmotion_1.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.33 () Bool (or (not (and (or (= storage_2.place 3) (= storage_2.place 4)) (not (= vmotion_1.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.33.next () Bool (or (not (and (or (= storage_2.place.next 3) (= storage_2.place.next 4)) (not (= vmotion_1.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 34: vmotion_1.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.34 () Bool (or (= vmotion_1.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.34.next () Bool (or (= vmotion_1.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 35: storage_1.place != 4 or storage_2.phase == WAITING
(define-fun lemma.35 () Bool (or (not (= storage_1.place 4)) (= storage_2.phase 2)))
(define-fun lemma.35.next () Bool (or (not (= storage_1.place.next 4)) (= storage_2.phase.next 2)))
; lemma 36: storage_2.phase == WAITING or vmotion_1.place != 4
(define-fun lemma.36 () Bool (or (= storage_2.phase 2) (not (= vmotion_1.place 4))))
(define-fun lemma.36.next () Bool (or (= storage_2.phase.next 2) (not (= vmotion_1.place.next 4))))
; lemma 37: not (storage_2.phase != WAITING and vmotion_1.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.37 () Bool (or (not (and (not (= storage_2.phase 2)) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.37.next () Bool (or (not (and (not (= storage_2.phase.next 2)) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 38: storage_1.place != 2 or vmotion_1.place != 2
(define-fun lemma.38 () Bool (or (not (= storage_1.place 2)) (not (= vmotion_1.place 2))))
(define-fun lemma.38.next () Bool (or (not (= storage_1.place.next 2)) (not (= vmotion_1.place.next 2))))
; lemma 39: not (storage_1.place in {3, 4} and storage_2.phase != WAITING) or vmotion_2.phase == WAITING
(define-fun lemma.39 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= storage_2.phase 2)))) (= vmotion_2.phase 2)))
(define-fun lemma.39.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= storage_2.phase.next 2)))) (= vmotion_2.phase.next 2)))
; lemma 40: not (storage_1.phase != WAITING and storage_2.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.40 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= storage_2.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.40.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= storage_2.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 41: vmotion_1.place != 2 or vmotion_2.place != 2
(define-fun lemma.41 () Bool (or (not (= vmotion_1.place 2)) (not (= vmotion_2.place 2))))
(define-fun lemma.41.next () Bool (or (not (= vmotion_1.place.next 2)) (not (= vmotion_2.place.next 2))))
; lemma 42: vmotion_1.place != 3 or vmotion_2.place != 3
(define-fun lemma.42 () Bool (or (not (= vmotion_1.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.42.next () Bool (or (not (= vmotion_1.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 43: storage_1.place != 3 or vmotion_2.place != 3
(define-fun lemma.43 () Bool (or (not (= storage_1.place 3)) (not (= vmotion_2.place 3))))
(define-fun lemma.43.next () Bool (or (not (= storage_1.place.next 3)) (not (= vmotion_2.place.next 3))))
; lemma 44: storage_1.place != 3 or vmotion_1.place != 3
(define-fun lemma.44 () Bool (or (not (= storage_1.place 3)) (not (= vmotion_1.place 3))))
(define-fun lemma.44.next () Bool (or (not (= storage_1.place.next 3)) (not (= vmotion_1.place.next 3))))
; lemma 45: storage_1.phase == WAITING or storage_2.place != 4
(define-fun lemma.45 () Bool (or (= storage_1.phase 2) (not (= storage_2.place 4))))
(define-fun lemma.45.next () Bool (or (= storage_1.phase.next 2) (not (= storage_2.place.next 4))))
; lemma 46: storage_1.phase == WAITING or vmotion_1.place != 4
(define-fun lemma.46 () Bool (or (= storage_1.phase 2) (not (= vmotion_1.place 4))))
(define-fun lemma.46.next () Bool (or (= storage_1.phase.next 2) (not (= vmotion_1.place.next 4))))
; lemma 47: not (storage_1.phase != WAITING and vmotion_1.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.47 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.47.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 48: not (storage_1.phase != WAITING and storage_2.place in {3, 4}) or vmotion_2.phase == WAITING
(define-fun lemma.48 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= storage_2.place 3) (= storage_2.place 4)))) (= vmotion_2.phase 2)))
(define-fun lemma.48.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) (= vmotion_2.phase.next 2)))
; lemma 49: storage_1.phase == WAITING or vmotion_2.place != 4
(define-fun lemma.49 () Bool (or (= storage_1.phase 2) (not (= vmotion_2.place 4))))
(define-fun lemma.49.next () Bool (or (= storage_1.phase.next 2) (not (= vmotion_2.place.next 4))))
; lemma 50: storage_2.place != 3 or vmotion_1.place != 3
(define-fun lemma.50 () Bool (or (not (= storage_2.place 3)) (not (= vmotion_1.place 3))))
(define-fun lemma.50.next () Bool (or (not (= storage_2.place.next 3)) (not (= vmotion_1.place.next 3))))
; lemma 51: storage_1.place != 4 or storage_2.place not in {0, 4}
(define-fun lemma.51 () Bool (or (not (= storage_1.place 4)) (not (or (= storage_2.place 0) (= storage_2.place 4)))))
(define-fun lemma.51.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4)))))
; lemma 52: storage_2.place != 4 or vmotion_1.place not in {0, 4}
(define-fun lemma.52 () Bool (or (not (= storage_2.place 4)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4)))))
(define-fun lemma.52.next () Bool (or (not (= storage_2.place.next 4)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4)))))
; lemma 53: storage_2.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.53 () Bool (or (not (= storage_2.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.53.next () Bool (or (not (= storage_2.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 54: storage_1.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.54 () Bool (or (not (= storage_1.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.54.next () Bool (or (not (= storage_1.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 55: vmotion_1.place != 4 or vmotion_2.phase == WAITING
(define-fun lemma.55 () Bool (or (not (= vmotion_1.place 4)) (= vmotion_2.phase 2)))
(define-fun lemma.55.next () Bool (or (not (= vmotion_1.place.next 4)) (= vmotion_2.phase.next 2)))
; lemma 56: storage_2.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.56 () Bool (or (not (= storage_2.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.56.next () Bool (or (not (= storage_2.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 57: vmotion_1.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.57 () Bool (or (not (= vmotion_1.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.57.next () Bool (or (not (= vmotion_1.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 58: storage_1.place != 4 or vmotion_1.place not in {0, 4}
(define-fun lemma.58 () Bool (or (not (= storage_1.place 4)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4)))))
(define-fun lemma.58.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4)))))
; lemma 59: storage_1.place != 4 or vmotion_2.place not in {0, 4}
(define-fun lemma.59 () Bool (or (not (= storage_1.place 4)) (not (or (= vmotion_2.place 0) (= vmotion_2.place 4)))))
(define-fun lemma.59.next () Bool (or (not (= storage_1.place.next 4)) (not (or (= vmotion_2.place.next 0) (= vmotion_2.place.next 4)))))
; lemma 60: storage_1.place != 1 or vmotion_1.place != 1
(define-fun lemma.60 () Bool (or (not (= storage_1.place 1)) (not (= vmotion_1.place 1))))
(define-fun lemma.60.next () Bool (or (not (= storage_1.place.next 1)) (not (= vmotion_1.place.next 1))))
; lemma 61: datastore.others in {0, 16, 32, 48, 64, 80, 96, 112, 128}
(define-fun lemma.61 () Bool (or (= datastore.others 0) (= datastore.others 16) (= datastore.others 32) (= datastore.others 48) (= datastore.others 64) (= datastore.others 80) (= datastore.others 96) (= datastore.others 112) (= datastore.others 128)))
(define-fun lemma.61.next () Bool (or (= datastore.others.next 0) (= datastore.others.next 16) (= datastore.others.next 32) (= datastore.others.next 48) (= datastore.others.next 64) (= datastore.others.next 80) (= datastore.others.next 96) (= datastore.others.next 112) (= datastore.others.next 128)))
; lemma 62: vmotion_1.place not in {0, 1} or not history.storage_1_before_vmotion_1
(define-fun lemma.62 () Bool (or (not (or (= vmotion_1.place 0) (= vmotion_1.place 1))) (not history.storage_1_before_vmotion_1)))
(define-fun lemma.62.next () Bool (or (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 1))) (not history.storage_1_before_vmotion_1.next)))
; lemma 63: not (storage_1.place == 1 and vmotion_1.phase == WAITING) or history.storage_1_before_vmotion_1
(define-fun lemma.63 () Bool (or (not (and (= storage_1.place 1) (= vmotion_1.phase 2))) history.storage_1_before_vmotion_1))
(define-fun lemma.63.next () Bool (or (not (and (= storage_1.place.next 1) (= vmotion_1.phase.next 2))) history.storage_1_before_vmotion_1.next))
; lemma 64: storage_1.place not in {0, 1} or not history.vmotion_1_before_storage_1
(define-fun lemma.64 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 1))) (not history.vmotion_1_before_storage_1)))
(define-fun lemma.64.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (not history.vmotion_1_before_storage_1.next)))
; lemma 65: storage_1.place != 1 or storage_2.place != 1
(define-fun lemma.65 () Bool (or (not (= storage_1.place 1)) (not (= storage_2.place 1))))
(define-fun lemma.65.next () Bool (or (not (= storage_1.place.next 1)) (not (= storage_2.place.next 1))))
; lemma 66: not (storage_1.place == 1 and storage_2.phase == WAITING) or history.storage_1_before_storage_2
(define-fun lemma.66 () Bool (or (not (and (= storage_1.place 1) (= storage_2.phase 2))) history.storage_1_before_storage_2))
(define-fun lemma.66.next () Bool (or (not (and (= storage_1.place.next 1) (= storage_2.phase.next 2))) history.storage_1_before_storage_2.next))
; lemma 67: storage_2.place != 4 or history.storage_1_before_storage_2
(define-fun lemma.67 () Bool (or (not (= storage_2.place 4)) history.storage_1_before_storage_2))
(define-fun lemma.67.next () Bool (or (not (= storage_2.place.next 4)) history.storage_1_before_storage_2.next))
; lemma 68: not (storage_1.place not in {0, 4} and storage_2.place in {3, 4}) or history.storage_1_before_storage_2
(define-fun lemma.68 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (or (= storage_2.place 3) (= storage_2.place 4)))) history.storage_1_before_storage_2))
(define-fun lemma.68.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) history.storage_1_before_storage_2.next))
; lemma 69: storage_1.place != 1 or vmotion_2.place != 1
(define-fun lemma.69 () Bool (or (not (= storage_1.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.69.next () Bool (or (not (= storage_1.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 70: not (storage_1.place not in {2, 3} and storage_2.place == 4) or history.storage_1_before_vmotion_2
(define-fun lemma.70 () Bool (or (not (and (not (or (= storage_1.place 2) (= storage_1.place 3))) (= storage_2.place 4))) history.storage_1_before_vmotion_2))
(define-fun lemma.70.next () Bool (or (not (and (not (or (= storage_1.place.next 2) (= storage_1.place.next 3))) (= storage_2.place.next 4))) history.storage_1_before_vmotion_2.next))
; lemma 71: storage_1.place not in {0, 1} or not history.storage_2_before_storage_1
(define-fun lemma.71 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 1))) (not history.storage_2_before_storage_1)))
(define-fun lemma.71.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (not history.storage_2_before_storage_1.next)))
; lemma 72: storage_2.place != 4 or history.vmotion_1_before_storage_2
(define-fun lemma.72 () Bool (or (not (= storage_2.place 4)) history.vmotion_1_before_storage_2))
(define-fun lemma.72.next () Bool (or (not (= storage_2.place.next 4)) history.vmotion_1_before_storage_2.next))
; lemma 73: storage_1.place not in {0, 1} or not history.vmotion_2_before_storage_1
(define-fun lemma.73 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 1))) (not history.vmotion_2_before_storage_1)))
(define-fun lemma.73.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (not history.vmotion_2_before_storage_1.next)))
; lemma 74: not (storage_1.place not in {0, 4} and vmotion_1.place in {3, 4}) or history.storage_1_before_vmotion_1
(define-fun lemma.74 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) history.storage_1_before_vmotion_1))
(define-fun lemma.74.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) history.storage_1_before_vmotion_1.next))
; lemma 75: not (storage_2.place not in {1, 2} and vmotion_1.place not in {1, 2}) or not history.vmotion_1_before_vmotion_2
(define-fun lemma.75 () Bool (or (not (and (not (or (= storage_2.place 1) (= storage_2.place 2))) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.vmotion_1_before_vmotion_2)))
(define-fun lemma.75.next () Bool (or (not (and (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.vmotion_1_before_vmotion_2.next)))
; lemma 76: storage_2.place not in {0, 4} or not history.storage_2_before_vmotion_2
(define-fun lemma.76 () Bool (or (not (or (= storage_2.place 0) (= storage_2.place 4))) (not history.storage_2_before_vmotion_2)))
(define-fun lemma.76.next () Bool (or (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not history.storage_2_before_vmotion_2.next)))
; lemma 77: not (storage_1.place != 1 and storage_2.place != 1 and vmotion_1.place != 1) or not history.storage_1_before_vmotion_2
(define-fun lemma.77 () Bool (or (not (and (not (= storage_1.place 1)) (not (= storage_2.place 1)) (not (= vmotion_1.place 1)))) (not history.storage_1_before_vmotion_2)))
(define-fun lemma.77.next () Bool (or (not (and (not (= storage_1.place.next 1)) (not (= storage_2.place.next 1)) (not (= vmotion_1.place.next 1)))) (not history.storage_1_before_vmotion_2.next)))
; lemma 78: vmotion_1.place != 4 or history.storage_2_before_vmotion_1
(define-fun lemma.78 () Bool (or (not (= vmotion_1.place 4)) history.storage_2_before_vmotion_1))
(define-fun lemma.78.next () Bool (or (not (= vmotion_1.place.next 4)) history.storage_2_before_vmotion_1.next))
; lemma 79: not (storage_2.place not in {1, 2} and vmotion_1.place not in {1, 2}) or not history.storage_2_before_vmotion_2
(define-fun lemma.79 () Bool (or (not (and (not (or (= storage_2.place 1) (= storage_2.place 2))) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.storage_2_before_vmotion_2)))
(define-fun lemma.79.next () Bool (or (not (and (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.storage_2_before_vmotion_2.next)))
; lemma 80: storage_1.place != 4 or history.storage_2_before_storage_1
(define-fun lemma.80 () Bool (or (not (= storage_1.place 4)) history.storage_2_before_storage_1))
(define-fun lemma.80.next () Bool (or (not (= storage_1.place.next 4)) history.storage_2_before_storage_1.next))
; lemma 81: not (storage_1.place not in {1, 2} and storage_2.place not in {1, 2}) or not history.storage_2_before_vmotion_2
(define-fun lemma.81 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= storage_2.place 1) (= storage_2.place 2))))) (not history.storage_2_before_vmotion_2)))
(define-fun lemma.81.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))))) (not history.storage_2_before_vmotion_2.next)))
; lemma 82: storage_1.place != 4 or history.vmotion_1_before_storage_1
(define-fun lemma.82 () Bool (or (not (= storage_1.place 4)) history.vmotion_1_before_storage_1))
(define-fun lemma.82.next () Bool (or (not (= storage_1.place.next 4)) history.vmotion_1_before_storage_1.next))
; lemma 83: not (storage_1.place not in {1, 2} and storage_2.place in {3, 4}) or history.vmotion_1_before_storage_2
(define-fun lemma.83 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (or (= storage_2.place 3) (= storage_2.place 4)))) history.vmotion_1_before_storage_2))
(define-fun lemma.83.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) history.vmotion_1_before_storage_2.next))
; lemma 84: not (storage_1.place != 1 and storage_2.place != 1 and vmotion_1.place != 1) or not history.vmotion_1_before_vmotion_2
(define-fun lemma.84 () Bool (or (not (and (not (= storage_1.place 1)) (not (= storage_2.place 1)) (not (= vmotion_1.place 1)))) (not history.vmotion_1_before_vmotion_2)))
(define-fun lemma.84.next () Bool (or (not (and (not (= storage_1.place.next 1)) (not (= storage_2.place.next 1)) (not (= vmotion_1.place.next 1)))) (not history.vmotion_1_before_vmotion_2.next)))
; lemma 85: vmotion_1.phase == WAITING or vmotion_1.place == 0
(define-fun lemma.85 () Bool (or (= vmotion_1.phase 2) (= vmotion_1.place 0)))
(define-fun lemma.85.next () Bool (or (= vmotion_1.phase.next 2) (= vmotion_1.place.next 0)))
; lemma 86: vmotion_1.place != 1 or vmotion_2.place != 1
(define-fun lemma.86 () Bool (or (not (= vmotion_1.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.86.next () Bool (or (not (= vmotion_1.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 87: not (storage_1.place in {1, 2} and vmotion_1.place in {1, 2} and vmotion_2.phase == WAITING) or history.storage_1_before_vmotion_2
(define-fun lemma.87 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (or (= vmotion_1.place 1) (= vmotion_1.place 2)) (= vmotion_2.phase 2))) history.storage_1_before_vmotion_2))
(define-fun lemma.87.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)) (= vmotion_2.phase.next 2))) history.storage_1_before_vmotion_2.next))
; lemma 88: not (storage_1.phase == WAITING and vmotion_1.place == 1) or history.vmotion_1_before_storage_1
(define-fun lemma.88 () Bool (or (not (and (= storage_1.phase 2) (= vmotion_1.place 1))) history.vmotion_1_before_storage_1))
(define-fun lemma.88.next () Bool (or (not (and (= storage_1.phase.next 2) (= vmotion_1.place.next 1))) history.vmotion_1_before_storage_1.next))
; lemma 89: not (vmotion_1.place == 1 and vmotion_2.phase == WAITING) or history.vmotion_1_before_vmotion_2
(define-fun lemma.89 () Bool (or (not (and (= vmotion_1.place 1) (= vmotion_2.phase 2))) history.vmotion_1_before_vmotion_2))
(define-fun lemma.89.next () Bool (or (not (and (= vmotion_1.place.next 1) (= vmotion_2.phase.next 2))) history.vmotion_1_before_vmotion_2.next))
; lemma 90: vmotion_1.place not in {0, 1} or not history.vmotion_2_before_vmotion_1
(define-fun lemma.90 () Bool (or (not (or (= vmotion_1.place 0) (= vmotion_1.place 1))) (not history.vmotion_2_before_vmotion_1)))
(define-fun lemma.90.next () Bool (or (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 1))) (not history.vmotion_2_before_vmotion_1.next)))
; lemma 91: vmotion_2.phase == WAITING or vmotion_2.place == 0
(define-fun lemma.91 () Bool (or (= vmotion_2.phase 2) (= vmotion_2.place 0)))
(define-fun lemma.91.next () Bool (or (= vmotion_2.phase.next 2) (= vmotion_2.place.next 0)))
; lemma 92: storage_2.place not in {0, 1} or not history.storage_1_before_storage_2
(define-fun lemma.92 () Bool (or (not (or (= storage_2.place 0) (= storage_2.place 1))) (not history.storage_1_before_storage_2)))
(define-fun lemma.92.next () Bool (or (not (or (= storage_2.place.next 0) (= storage_2.place.next 1))) (not history.storage_1_before_storage_2.next)))
; lemma 93: vmotion_1.place not in {0, 1} or not history.storage_2_before_vmotion_1
(define-fun lemma.93 () Bool (or (not (or (= vmotion_1.place 0) (= vmotion_1.place 1))) (not history.storage_2_before_vmotion_1)))
(define-fun lemma.93.next () Bool (or (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 1))) (not history.storage_2_before_vmotion_1.next)))
; lemma 94: not (storage_1.phase == WAITING and storage_2.place == 1) or history.storage_2_before_storage_1
(define-fun lemma.94 () Bool (or (not (and (= storage_1.phase 2) (= storage_2.place 1))) history.storage_2_before_storage_1))
(define-fun lemma.94.next () Bool (or (not (and (= storage_1.phase.next 2) (= storage_2.place.next 1))) history.storage_2_before_storage_1.next))
; lemma 95: not (storage_2.place == 1 and vmotion_1.phase == WAITING) or history.storage_2_before_vmotion_1
(define-fun lemma.95 () Bool (or (not (and (= storage_2.place 1) (= vmotion_1.phase 2))) history.storage_2_before_vmotion_1))
(define-fun lemma.95.next () Bool (or (not (and (= storage_2.place.next 1) (= vmotion_1.phase.next 2))) history.storage_2_before_vmotion_1.next))
; lemma 96: not (storage_1.place not in {0, 1} and vmotion_1.place in {1, 2}) or history.vmotion_1_before_storage_1
(define-fun lemma.96 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 1))) (or (= vmotion_1.place 1) (= vmotion_1.place 2)))) history.vmotion_1_before_storage_1))
(define-fun lemma.96.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)))) history.vmotion_1_before_storage_1.next))
; lemma 97: storage_2.place not in {0, 1} or not history.vmotion_1_before_storage_2
(define-fun lemma.97 () Bool (or (not (or (= storage_2.place 0) (= storage_2.place 1))) (not history.vmotion_1_before_storage_2)))
(define-fun lemma.97.next () Bool (or (not (or (= storage_2.place.next 0) (= storage_2.place.next 1))) (not history.vmotion_1_before_storage_2.next)))
; lemma 98: not (storage_1.place not in {1, 2} and vmotion_1.place in {3, 4}) or history.storage_2_before_vmotion_1
(define-fun lemma.98 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) history.storage_2_before_vmotion_1))
(define-fun lemma.98.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) history.storage_2_before_vmotion_1.next))
; lemma 99: not (storage_1.place != 1 and storage_2.place != 1 and vmotion_1.place != 1) or not history.storage_2_before_vmotion_2
(define-fun lemma.99 () Bool (or (not (and (not (= storage_1.place 1)) (not (= storage_2.place 1)) (not (= vmotion_1.place 1)))) (not history.storage_2_before_vmotion_2)))
(define-fun lemma.99.next () Bool (or (not (and (not (= storage_1.place.next 1)) (not (= storage_2.place.next 1)) (not (= vmotion_1.place.next 1)))) (not history.storage_2_before_vmotion_2.next)))
; lemma 100: storage_2.place != 1 or vmotion_2.place != 1
(define-fun lemma.100 () Bool (or (not (= storage_2.place 1)) (not (= vmotion_2.place 1))))
(define-fun lemma.100.next () Bool (or (not (= storage_2.place.next 1)) (not (= vmotion_2.place.next 1))))
; lemma 101: not (storage_1.place in {1, 2} and storage_2.place in {1, 2} and vmotion_2.phase == WAITING) or history.storage_1_before_vmotion_2
(define-fun lemma.101 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (or (= storage_2.place 1) (= storage_2.place 2)) (= vmotion_2.phase 2))) history.storage_1_before_vmotion_2))
(define-fun lemma.101.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (= vmotion_2.phase.next 2))) history.storage_1_before_vmotion_2.next))
; lemma 102: not (storage_1.place not in {0, 2} and storage_2.place in {1, 4} and vmotion_1.phase != WAITING) or history.storage_2_before_vmotion_2
(define-fun lemma.102 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 2))) (or (= storage_2.place 1) (= storage_2.place 4)) (not (= vmotion_1.phase 2)))) history.storage_2_before_vmotion_2))
(define-fun lemma.102.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 2))) (or (= storage_2.place.next 1) (= storage_2.place.next 4)) (not (= vmotion_1.phase.next 2)))) history.storage_2_before_vmotion_2.next))
; lemma 103: not (storage_1.place in {3, 4} and vmotion_1.phase != WAITING) or history.vmotion_2_before_storage_1
(define-fun lemma.103 () Bool (or (not (and (or (= storage_1.place 3) (= storage_1.place 4)) (not (= vmotion_1.phase 2)))) history.vmotion_2_before_storage_1))
(define-fun lemma.103.next () Bool (or (not (and (or (= storage_1.place.next 3) (= storage_1.place.next 4)) (not (= vmotion_1.phase.next 2)))) history.vmotion_2_before_storage_1.next))
; lemma 104: storage_2.place not in {0, 1} or not history.vmotion_2_before_storage_2
(define-fun lemma.104 () Bool (or (not (or (= storage_2.place 0) (= storage_2.place 1))) (not history.vmotion_2_before_storage_2)))
(define-fun lemma.104.next () Bool (or (not (or (= storage_2.place.next 0) (= storage_2.place.next 1))) (not history.vmotion_2_before_storage_2.next)))
; lemma 105: not (storage_1.phase != WAITING and storage_2.place in {3, 4}) or vmotion_1.phase == WAITING
(define-fun lemma.105 () Bool (or (not (and (not (= storage_1.phase 2)) (or (= storage_2.place 3) (= storage_2.place 4)))) (= vmotion_1.phase 2)))
(define-fun lemma.105.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (or (= storage_2.place.next 3) (= storage_2.place.next 4)))) (= vmotion_1.phase.next 2)))
; lemma 106: not (storage_1.phase != WAITING and vmotion_1.phase != WAITING) or vmotion_2.place not in {3, 4}
(define-fun lemma.106 () Bool (or (not (and (not (= storage_1.phase 2)) (not (= vmotion_1.phase 2)))) (not (or (= vmotion_2.place 3) (= vmotion_2.place 4)))))
(define-fun lemma.106.next () Bool (or (not (and (not (= storage_1.phase.next 2)) (not (= vmotion_1.phase.next 2)))) (not (or (= vmotion_2.place.next 3) (= vmotion_2.place.next 4)))))
; lemma 107: not (storage_1.place not in {1, 2} and storage_2.phase != WAITING) or not history.storage_1_before_vmotion_1
(define-fun lemma.107 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (= storage_2.phase 2)))) (not history.storage_1_before_vmotion_1)))
(define-fun lemma.107.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (= storage_2.phase.next 2)))) (not history.storage_1_before_vmotion_1.next)))
; lemma 108: not (storage_1.place != 1 and vmotion_1.place not in {3, 4}) or not history.storage_1_before_vmotion_1
(define-fun lemma.108 () Bool (or (not (and (not (= storage_1.place 1)) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4))))) (not history.storage_1_before_vmotion_1)))
(define-fun lemma.108.next () Bool (or (not (and (not (= storage_1.place.next 1)) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4))))) (not history.storage_1_before_vmotion_1.next)))
; lemma 109: not (storage_1.place != 4 and vmotion_1.place not in {1, 2}) or not history.vmotion_1_before_storage_1
(define-fun lemma.109 () Bool (or (not (and (not (= storage_1.place 4)) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.vmotion_1_before_storage_1)))
(define-fun lemma.109.next () Bool (or (not (and (not (= storage_1.place.next 4)) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.vmotion_1_before_storage_1.next)))
; lemma 110: not (storage_1.place != 2 and storage_2.phase != WAITING and vmotion_1.place in {3, 4}) or history.storage_1_before_vmotion_2
(define-fun lemma.110 () Bool (or (not (and (not (= storage_1.place 2)) (not (= storage_2.phase 2)) (or (= vmotion_1.place 3) (= vmotion_1.place 4)))) history.storage_1_before_vmotion_2))
(define-fun lemma.110.next () Bool (or (not (and (not (= storage_1.place.next 2)) (not (= storage_2.phase.next 2)) (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4)))) history.storage_1_before_vmotion_2.next))
; lemma 111: not (storage_1.place != 4 and storage_2.place not in {1, 2}) or not history.storage_2_before_storage_1
(define-fun lemma.111 () Bool (or (not (and (not (= storage_1.place 4)) (not (or (= storage_2.place 1) (= storage_2.place 2))))) (not history.storage_2_before_storage_1)))
(define-fun lemma.111.next () Bool (or (not (and (not (= storage_1.place.next 4)) (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))))) (not history.storage_2_before_storage_1.next)))
; lemma 112: not (storage_2.phase == WAITING and vmotion_1.place == 1) or history.vmotion_1_before_storage_2
(define-fun lemma.112 () Bool (or (not (and (= storage_2.phase 2) (= vmotion_1.place 1))) history.vmotion_1_before_storage_2))
(define-fun lemma.112.next () Bool (or (not (and (= storage_2.phase.next 2) (= vmotion_1.place.next 1))) history.vmotion_1_before_storage_2.next))
; lemma 113: not (storage_1.place not in {3, 4} and storage_2.place in {1, 2}) or not history.vmotion_2_before_storage_1
(define-fun lemma.113 () Bool (or (not (and (not (or (= storage_1.place 3) (= storage_1.place 4))) (or (= storage_2.place 1) (= storage_2.place 2)))) (not history.vmotion_2_before_storage_1)))
(define-fun lemma.113.next () Bool (or (not (and (not (or (= storage_1.place.next 3) (= storage_1.place.next 4))) (or (= storage_2.place.next 1) (= storage_2.place.next 2)))) (not history.vmotion_2_before_storage_1.next)))
; lemma 114: not (storage_1.place not in {3, 4} and vmotion_1.place in {1, 2}) or not history.vmotion_2_before_storage_1
(define-fun lemma.114 () Bool (or (not (and (not (or (= storage_1.place 3) (= storage_1.place 4))) (or (= vmotion_1.place 1) (= vmotion_1.place 2)))) (not history.vmotion_2_before_storage_1)))
(define-fun lemma.114.next () Bool (or (not (and (not (or (= storage_1.place.next 3) (= storage_1.place.next 4))) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)))) (not history.vmotion_2_before_storage_1.next)))
; lemma 115: not (storage_2.place == 1 and vmotion_2.phase == WAITING) or history.storage_2_before_vmotion_2
(define-fun lemma.115 () Bool (or (not (and (= storage_2.place 1) (= vmotion_2.phase 2))) history.storage_2_before_vmotion_2))
(define-fun lemma.115.next () Bool (or (not (and (= storage_2.place.next 1) (= vmotion_2.phase.next 2))) history.storage_2_before_vmotion_2.next))
; lemma 116: vmotion_1.phase == WAITING or not history.vmotion_1_before_vmotion_2
(define-fun lemma.116 () Bool (or (= vmotion_1.phase 2) (not history.vmotion_1_before_vmotion_2)))
(define-fun lemma.116.next () Bool (or (= vmotion_1.phase.next 2) (not history.vmotion_1_before_vmotion_2.next)))
; lemma 117: vmotion_1.place not in {0, 4} or not history.vmotion_1_before_vmotion_2
(define-fun lemma.117 () Bool (or (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))) (not history.vmotion_1_before_vmotion_2)))
(define-fun lemma.117.next () Bool (or (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))) (not history.vmotion_1_before_vmotion_2.next)))
; lemma 118: storage_1.place not in {0, 4} or not history.storage_1_before_vmotion_2
(define-fun lemma.118 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 4))) (not history.storage_1_before_vmotion_2)))
(define-fun lemma.118.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not history.storage_1_before_vmotion_2.next)))
; lemma 119: not (storage_1.place not in {1, 2} and storage_2.place not in {1, 2}) or not history.storage_1_before_vmotion_2
(define-fun lemma.119 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= storage_2.place 1) (= storage_2.place 2))))) (not history.storage_1_before_vmotion_2)))
(define-fun lemma.119.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))))) (not history.storage_1_before_vmotion_2.next)))
; lemma 120: not (storage_1.place not in {1, 2} and vmotion_1.place not in {1, 2}) or not history.storage_1_before_vmotion_2
(define-fun lemma.120 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.storage_1_before_vmotion_2)))
(define-fun lemma.120.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.storage_1_before_vmotion_2.next)))
; lemma 121: not (storage_1.place not in {1, 2} and vmotion_1.place not in {1, 2}) or not history.vmotion_1_before_vmotion_2
(define-fun lemma.121 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.vmotion_1_before_vmotion_2)))
(define-fun lemma.121.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.vmotion_1_before_vmotion_2.next)))
; lemma 122: not (storage_1.place not in {0, 4} and storage_2.place not in {0, 4} and vmotion_1.place not in {0, 4} and vmotion_2.phase == WAITING) or history.storage_1_before_vmotion_2
(define-fun lemma.122 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (not (or (= storage_2.place 0) (= storage_2.place 4))) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))) (= vmotion_2.phase 2))) history.storage_1_before_vmotion_2))
(define-fun lemma.122.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))) (= vmotion_2.phase.next 2))) history.storage_1_before_vmotion_2.next))
; lemma 123: not (storage_2.place in {1, 2} and vmotion_1.place in {1, 2} and vmotion_2.phase == WAITING) or history.vmotion_1_before_vmotion_2
(define-fun lemma.123 () Bool (or (not (and (or (= storage_2.place 1) (= storage_2.place 2)) (or (= vmotion_1.place 1) (= vmotion_1.place 2)) (= vmotion_2.phase 2))) history.vmotion_1_before_vmotion_2))
(define-fun lemma.123.next () Bool (or (not (and (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)) (= vmotion_2.phase.next 2))) history.vmotion_1_before_vmotion_2.next))
; lemma 124: not (storage_1.place in {1, 2} and vmotion_1.place in {1, 2} and vmotion_2.phase == WAITING) or history.vmotion_1_before_vmotion_2
(define-fun lemma.124 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (or (= vmotion_1.place 1) (= vmotion_1.place 2)) (= vmotion_2.phase 2))) history.vmotion_1_before_vmotion_2))
(define-fun lemma.124.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)) (= vmotion_2.phase.next 2))) history.vmotion_1_before_vmotion_2.next))
; lemma 125: not (storage_1.place in {1, 2} and vmotion_1.place not in {3, 4}) or not history.vmotion_2_before_vmotion_1
(define-fun lemma.125 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4))))) (not history.vmotion_2_before_vmotion_1)))
(define-fun lemma.125.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4))))) (not history.vmotion_2_before_vmotion_1.next)))
; lemma 126: not (storage_2.place in {1, 2} and vmotion_1.place not in {3, 4}) or not history.vmotion_2_before_vmotion_1
(define-fun lemma.126 () Bool (or (not (and (or (= storage_2.place 1) (= storage_2.place 2)) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4))))) (not history.vmotion_2_before_vmotion_1)))
(define-fun lemma.126.next () Bool (or (not (and (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4))))) (not history.vmotion_2_before_vmotion_1.next)))
; lemma 127: storage_1.phase == WAITING or not history.storage_1_before_storage_2
(define-fun lemma.127 () Bool (or (= storage_1.phase 2) (not history.storage_1_before_storage_2)))
(define-fun lemma.127.next () Bool (or (= storage_1.phase.next 2) (not history.storage_1_before_storage_2.next)))
; lemma 128: not (storage_1.place != 1 and storage_2.place not in {3, 4}) or not history.storage_1_before_storage_2
(define-fun lemma.128 () Bool (or (not (and (not (= storage_1.place 1)) (not (or (= storage_2.place 3) (= storage_2.place 4))))) (not history.storage_1_before_storage_2)))
(define-fun lemma.128.next () Bool (or (not (and (not (= storage_1.place.next 1)) (not (or (= storage_2.place.next 3) (= storage_2.place.next 4))))) (not history.storage_1_before_storage_2.next)))
; lemma 129: storage_2.phase == WAITING or not history.storage_2_before_vmotion_1
(define-fun lemma.129 () Bool (or (= storage_2.phase 2) (not history.storage_2_before_vmotion_1)))
(define-fun lemma.129.next () Bool (or (= storage_2.phase.next 2) (not history.storage_2_before_vmotion_1.next)))
; lemma 130: not (storage_1.place not in {1, 2} and storage_2.place not in {1, 2}) or not history.storage_2_before_vmotion_1
(define-fun lemma.130 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= storage_2.place 1) (= storage_2.place 2))))) (not history.storage_2_before_vmotion_1)))
(define-fun lemma.130.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= storage_2.place.next 1) (= storage_2.place.next 2))))) (not history.storage_2_before_vmotion_1.next)))
; lemma 131: storage_2.place not in {0, 4} or not history.storage_2_before_vmotion_1
(define-fun lemma.131 () Bool (or (not (or (= storage_2.place 0) (= storage_2.place 4))) (not history.storage_2_before_vmotion_1)))
(define-fun lemma.131.next () Bool (or (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not history.storage_2_before_vmotion_1.next)))
; lemma 132: not (storage_1.place in {1, 2} and vmotion_1.place not in {3, 4}) or not history.storage_2_before_vmotion_1
(define-fun lemma.132 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (not (or (= vmotion_1.place 3) (= vmotion_1.place 4))))) (not history.storage_2_before_vmotion_1)))
(define-fun lemma.132.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (not (or (= vmotion_1.place.next 3) (= vmotion_1.place.next 4))))) (not history.storage_2_before_vmotion_1.next)))
; lemma 133: not (storage_1.place not in {0, 1} and storage_2.place in {1, 2}) or history.storage_2_before_storage_1
(define-fun lemma.133 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 1))) (or (= storage_2.place 1) (= storage_2.place 2)))) history.storage_2_before_storage_1))
(define-fun lemma.133.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 1))) (or (= storage_2.place.next 1) (= storage_2.place.next 2)))) history.storage_2_before_storage_1.next))
; lemma 134: not (storage_1.place in {1, 2} and storage_2.place in {1, 2} and vmotion_1.phase == WAITING) or history.storage_2_before_vmotion_1
(define-fun lemma.134 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (or (= storage_2.place 1) (= storage_2.place 2)) (= vmotion_1.phase 2))) history.storage_2_before_vmotion_1))
(define-fun lemma.134.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (= vmotion_1.phase.next 2))) history.storage_2_before_vmotion_1.next))
; lemma 135: vmotion_1.place not in {0, 4} or not history.vmotion_1_before_storage_2
(define-fun lemma.135 () Bool (or (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))) (not history.vmotion_1_before_storage_2)))
(define-fun lemma.135.next () Bool (or (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))) (not history.vmotion_1_before_storage_2.next)))
; lemma 136: not (storage_1.place in {1, 2} and storage_2.place not in {3, 4}) or not history.vmotion_1_before_storage_2
(define-fun lemma.136 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (not (or (= storage_2.place 3) (= storage_2.place 4))))) (not history.vmotion_1_before_storage_2)))
(define-fun lemma.136.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (not (or (= storage_2.place.next 3) (= storage_2.place.next 4))))) (not history.vmotion_1_before_storage_2.next)))
; lemma 137: not (storage_1.place not in {1, 2} and vmotion_1.place not in {1, 2}) or not history.vmotion_1_before_storage_2
(define-fun lemma.137 () Bool (or (not (and (not (or (= storage_1.place 1) (= storage_1.place 2))) (not (or (= vmotion_1.place 1) (= vmotion_1.place 2))))) (not history.vmotion_1_before_storage_2)))
(define-fun lemma.137.next () Bool (or (not (and (not (or (= storage_1.place.next 1) (= storage_1.place.next 2))) (not (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2))))) (not history.vmotion_1_before_storage_2.next)))
; lemma 138: not (storage_1.place not in {0, 3} and storage_2.place in {1, 2} and vmotion_1.place not in {0, 3}) or history.storage_2_before_vmotion_2
(define-fun lemma.138 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 3))) (or (= storage_2.place 1) (= storage_2.place 2)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 3))))) history.storage_2_before_vmotion_2))
(define-fun lemma.138.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 3))) (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 3))))) history.storage_2_before_vmotion_2.next))
; lemma 139: storage_1.place != 4 or history.vmotion_2_before_storage_1
(define-fun lemma.139 () Bool (or (not (= storage_1.place 4)) history.vmotion_2_before_storage_1))
(define-fun lemma.139.next () Bool (or (not (= storage_1.place.next 4)) history.vmotion_2_before_storage_1.next))
; lemma 140: not (storage_1.place in {1, 2} and storage_2.place not in {3, 4}) or not history.vmotion_2_before_storage_2
(define-fun lemma.140 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (not (or (= storage_2.place 3) (= storage_2.place 4))))) (not history.vmotion_2_before_storage_2)))
(define-fun lemma.140.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (not (or (= storage_2.place.next 3) (= storage_2.place.next 4))))) (not history.vmotion_2_before_storage_2.next)))
; lemma 141: not (storage_2.place not in {3, 4} and vmotion_1.place in {1, 2}) or not history.vmotion_2_before_storage_2
(define-fun lemma.141 () Bool (or (not (and (not (or (= storage_2.place 3) (= storage_2.place 4))) (or (= vmotion_1.place 1) (= vmotion_1.place 2)))) (not history.vmotion_2_before_storage_2)))
(define-fun lemma.141.next () Bool (or (not (and (not (or (= storage_2.place.next 3) (= storage_2.place.next 4))) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)))) (not history.vmotion_2_before_storage_2.next)))
; lemma 142: storage_1.phase == WAITING or not history.storage_1_before_vmotion_1
(define-fun lemma.142 () Bool (or (= storage_1.phase 2) (not history.storage_1_before_vmotion_1)))
(define-fun lemma.142.next () Bool (or (= storage_1.phase.next 2) (not history.storage_1_before_vmotion_1.next)))
; lemma 143: storage_1.place not in {0, 4} or not history.storage_1_before_vmotion_1
(define-fun lemma.143 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 4))) (not history.storage_1_before_vmotion_1)))
(define-fun lemma.143.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not history.storage_1_before_vmotion_1.next)))
; lemma 144: not (storage_1.place == 1 and vmotion_2.phase == WAITING) or history.storage_1_before_vmotion_2
(define-fun lemma.144 () Bool (or (not (and (= storage_1.place 1) (= vmotion_2.phase 2))) history.storage_1_before_vmotion_2))
(define-fun lemma.144.next () Bool (or (not (and (= storage_1.place.next 1) (= vmotion_2.phase.next 2))) history.storage_1_before_vmotion_2.next))
; lemma 145: not (storage_1.place in {1, 2} and storage_2.phase == WAITING and vmotion_1.place in {1, 2}) or history.vmotion_1_before_storage_2
(define-fun lemma.145 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (= storage_2.phase 2) (or (= vmotion_1.place 1) (= vmotion_1.place 2)))) history.vmotion_1_before_storage_2))
(define-fun lemma.145.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (= storage_2.phase.next 2) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)))) history.vmotion_1_before_storage_2.next))
; lemma 146: not (storage_1.place != 4 and storage_2.place not in {0, 4} and vmotion_1.place not in {0, 4}) or not history.vmotion_2_before_storage_1
(define-fun lemma.146 () Bool (or (not (and (not (= storage_1.place 4)) (not (or (= storage_2.place 0) (= storage_2.place 4))) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))))) (not history.vmotion_2_before_storage_1)))
(define-fun lemma.146.next () Bool (or (not (and (not (= storage_1.place.next 4)) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))))) (not history.vmotion_2_before_storage_1.next)))
; lemma 147: not (storage_2.place in {1, 2} and vmotion_1.place in {1, 2} and vmotion_2.phase == WAITING) or history.storage_2_before_vmotion_2
(define-fun lemma.147 () Bool (or (not (and (or (= storage_2.place 1) (= storage_2.place 2)) (or (= vmotion_1.place 1) (= vmotion_1.place 2)) (= vmotion_2.phase 2))) history.storage_2_before_vmotion_2))
(define-fun lemma.147.next () Bool (or (not (and (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (or (= vmotion_1.place.next 1) (= vmotion_1.place.next 2)) (= vmotion_2.phase.next 2))) history.storage_2_before_vmotion_2.next))
; lemma 148: not (storage_1.place in {1, 2} and storage_2.place in {1, 2} and vmotion_2.phase == WAITING) or history.storage_2_before_vmotion_2
(define-fun lemma.148 () Bool (or (not (and (or (= storage_1.place 1) (= storage_1.place 2)) (or (= storage_2.place 1) (= storage_2.place 2)) (= vmotion_2.phase 2))) history.storage_2_before_vmotion_2))
(define-fun lemma.148.next () Bool (or (not (and (or (= storage_1.place.next 1) (= storage_1.place.next 2)) (or (= storage_2.place.next 1) (= storage_2.place.next 2)) (= vmotion_2.phase.next 2))) history.storage_2_before_vmotion_2.next))
; lemma 149: not (storage_1.place not in {0, 4} and storage_2.place not in {0, 4} and vmotion_1.place not in {0, 4} and vmotion_2.phase == WAITING) or history.vmotion_1_before_vmotion_2
(define-fun lemma.149 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (not (or (= storage_2.place 0) (= storage_2.place 4))) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))) (= vmotion_2.phase 2))) history.vmotion_1_before_vmotion_2))
(define-fun lemma.149.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))) (= vmotion_2.phase.next 2))) history.vmotion_1_before_vmotion_2.next))
; lemma 150: not (storage_1.place not in {0, 4} and storage_2.place not in {0, 4} and vmotion_1.place != 4) or not history.vmotion_2_before_vmotion_1
(define-fun lemma.150 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (not (or (= storage_2.place 0) (= storage_2.place 4))) (not (= vmotion_1.place 4)))) (not history.vmotion_2_before_vmotion_1)))
(define-fun lemma.150.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not (= vmotion_1.place.next 4)))) (not history.vmotion_2_before_vmotion_1.next)))
; lemma 151: storage_1.place not in {0, 4} or not history.storage_1_before_storage_2
(define-fun lemma.151 () Bool (or (not (or (= storage_1.place 0) (= storage_1.place 4))) (not history.storage_1_before_storage_2)))
(define-fun lemma.151.next () Bool (or (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not history.storage_1_before_storage_2.next)))
; lemma 152: not (storage_1.place not in {0, 4} and storage_2.place != 4 and vmotion_1.place not in {0, 4}) or not history.vmotion_2_before_storage_2
(define-fun lemma.152 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (not (= storage_2.place 4)) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))))) (not history.vmotion_2_before_storage_2)))
(define-fun lemma.152.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not (= storage_2.place.next 4)) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))))) (not history.vmotion_2_before_storage_2.next)))
; lemma 153: not (storage_1.place not in {0, 4} and storage_2.place not in {0, 4} and vmotion_1.place not in {0, 4} and vmotion_2.phase == WAITING) or history.storage_2_before_vmotion_2
(define-fun lemma.153 () Bool (or (not (and (not (or (= storage_1.place 0) (= storage_1.place 4))) (not (or (= storage_2.place 0) (= storage_2.place 4))) (not (or (= vmotion_1.place 0) (= vmotion_1.place 4))) (= vmotion_2.phase 2))) history.storage_2_before_vmotion_2))
(define-fun lemma.153.next () Bool (or (not (and (not (or (= storage_1.place.next 0) (= storage_1.place.next 4))) (not (or (= storage_2.place.next 0) (= storage_2.place.next 4))) (not (or (= vmotion_1.place.next 0) (= vmotion_1.place.next 4))) (= vmotion_2.phase.next 2))) history.storage_2_before_vmotion_2.next))
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
   lemma.54
   lemma.55
   lemma.56
   lemma.57
   lemma.58
   lemma.59
   lemma.60
   lemma.61
   lemma.62
   lemma.63
   lemma.64
   lemma.65
   lemma.66
   lemma.67
   lemma.68
   lemma.69
   lemma.70
   lemma.71
   lemma.72
   lemma.73
   lemma.74
   lemma.75
   lemma.76
   lemma.77
   lemma.78
   lemma.79
   lemma.80
   lemma.81
   lemma.82
   lemma.83
   lemma.84
   lemma.85
   lemma.86
   lemma.87
   lemma.88
   lemma.89
   lemma.90
   lemma.91
   lemma.92
   lemma.93
   lemma.94
   lemma.95
   lemma.96
   lemma.97
   lemma.98
   lemma.99
   lemma.100
   lemma.101
   lemma.102
   lemma.103
   lemma.104
   lemma.105
   lemma.106
   lemma.107
   lemma.108
   lemma.109
   lemma.110
   lemma.111
   lemma.112
   lemma.113
   lemma.114
   lemma.115
   lemma.116
   lemma.117
   lemma.118
   lemma.119
   lemma.120
   lemma.121
   lemma.122
   lemma.123
   lemma.124
   lemma.125
   lemma.126
   lemma.127
   lemma.128
   lemma.129
   lemma.130
   lemma.131
   lemma.132
   lemma.133
   lemma.134
   lemma.135
   lemma.136
   lemma.137
   lemma.138
   lemma.139
   lemma.140
   lemma.141
   lemma.142
   lemma.143
   lemma.144
   lemma.145
   lemma.146
   lemma.147
   lemma.148
   lemma.149
   lemma.150
   lemma.151
   lemma.152
   lemma.153
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
   lemma.54.next
   lemma.55.next
   lemma.56.next
   lemma.57.next
   lemma.58.next
   lemma.59.next
   lemma.60.next
   lemma.61.next
   lemma.62.next
   lemma.63.next
   lemma.64.next
   lemma.65.next
   lemma.66.next
   lemma.67.next
   lemma.68.next
   lemma.69.next
   lemma.70.next
   lemma.71.next
   lemma.72.next
   lemma.73.next
   lemma.74.next
   lemma.75.next
   lemma.76.next
   lemma.77.next
   lemma.78.next
   lemma.79.next
   lemma.80.next
   lemma.81.next
   lemma.82.next
   lemma.83.next
   lemma.84.next
   lemma.85.next
   lemma.86.next
   lemma.87.next
   lemma.88.next
   lemma.89.next
   lemma.90.next
   lemma.91.next
   lemma.92.next
   lemma.93.next
   lemma.94.next
   lemma.95.next
   lemma.96.next
   lemma.97.next
   lemma.98.next
   lemma.99.next
   lemma.100.next
   lemma.101.next
   lemma.102.next
   lemma.103.next
   lemma.104.next
   lemma.105.next
   lemma.106.next
   lemma.107.next
   lemma.108.next
   lemma.109.next
   lemma.110.next
   lemma.111.next
   lemma.112.next
   lemma.113.next
   lemma.114.next
   lemma.115.next
   lemma.116.next
   lemma.117.next
   lemma.118.next
   lemma.119.next
   lemma.120.next
   lemma.121.next
   lemma.122.next
   lemma.123.next
   lemma.124.next
   lemma.125.next
   lemma.126.next
   lemma.127.next
   lemma.128.next
   lemma.129.next
   lemma.130.next
   lemma.131.next
   lemma.132.next
   lemma.133.next
   lemma.134.next
   lemma.135.next
   lemma.136.next
   lemma.137.next
   lemma.138.next
   lemma.139.next
   lemma.140.next
   lemma.141.next
   lemma.142.next
   lemma.143.next
   lemma.144.next
   lemma.145.next
   lemma.146.next
   lemma.147.next
   lemma.148.next
   lemma.149.next
   lemma.150.next
   lemma.151.next
   lemma.152.next
   lemma.153.next
  )
)

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
(echo "safe deadlock")
(set-info :status unsat)
(assert (and invariant (not (or (and (not (= storage_1.phase 2)) (not (= storage_1.phase 1)) (not (= storage_2.phase 2)) (not (= storage_2.phase 1)) (not (= vmotion_1.phase 2)) (not (= vmotion_1.phase 1)) (not (= vmotion_2.phase 2)) (not (= vmotion_2.phase 1))) (and (= storage_1.phase 2) (= storage_1.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (= storage_1.phase 1) (and (= storage_2.phase 2) (= storage_2.place 1) (<= (+ (+ host.used host.others) 8) 16) (<= (+ (+ datastore.used datastore.others) 16) 128)) (= storage_2.phase 1) (and (= vmotion_1.phase 2) (= vmotion_1.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (= vmotion_1.phase 1) (and (= vmotion_2.phase 2) (= vmotion_2.place 1) (<= (+ (+ host.used host.others) 2) 16) (<= (+ (+ network.used network.others) 1) 4) (<= (+ (+ datastore.used datastore.others) 1) 128)) (= vmotion_2.phase 1) (<= 1 host.others) (<= 1 network.others) (<= 16 datastore.others)))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14a")
(set-info :status unsat)
(assert (and invariant (not (<= (+ (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0)) host.others) 16))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14b")
(set-info :status unsat)
(assert (and invariant (not (<= (+ (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0)) network.others) 4))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14c")
(set-info :status unsat)
(assert (and invariant (not (<= (+ (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)) datastore.others) 128))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14d")
(set-info :status unsat)
(assert (and invariant (not (or (not (or history.storage_1_before_storage_2 history.storage_1_before_vmotion_1 history.storage_1_before_vmotion_2 history.storage_2_before_storage_1 history.storage_2_before_vmotion_1 history.storage_2_before_vmotion_2 history.vmotion_1_before_storage_1 history.vmotion_1_before_storage_2 history.vmotion_1_before_vmotion_2 history.vmotion_2_before_storage_1 history.vmotion_2_before_storage_2 history.vmotion_2_before_vmotion_1)) (and (or (not (and history.storage_1_before_storage_2 (= storage_1.phase 2))) (= storage_2.phase 2)) (or (not (and history.storage_1_before_vmotion_1 (= storage_1.phase 2))) (= vmotion_1.phase 2)) (or (not (and history.storage_1_before_vmotion_2 (= storage_1.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.storage_2_before_storage_1 (= storage_2.phase 2))) (= storage_1.phase 2)) (or (not (and history.storage_2_before_vmotion_1 (= storage_2.phase 2))) (= vmotion_1.phase 2)) (or (not (and history.storage_2_before_vmotion_2 (= storage_2.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.vmotion_1_before_storage_1 (= vmotion_1.phase 2))) (= storage_1.phase 2)) (or (not (and history.vmotion_1_before_storage_2 (= vmotion_1.phase 2))) (= storage_2.phase 2)) (or (not (and history.vmotion_1_before_vmotion_2 (= vmotion_1.phase 2))) (= vmotion_2.phase 2)) (or (not (and history.vmotion_2_before_storage_1 (= vmotion_2.phase 2))) (= storage_1.phase 2)) (or (not (and history.vmotion_2_before_storage_2 (= vmotion_2.phase 2))) (= storage_2.phase 2)) (or (not (and history.vmotion_2_before_vmotion_1 (= vmotion_2.phase 2))) (= vmotion_1.phase 2)))))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14e")
(set-info :status unsat)
(assert (and invariant (not (or (not (or (= storage_1.phase 1) (= storage_2.phase 1) (= vmotion_1.phase 1) (= vmotion_2.phase 1))) (and (or (not (= storage_1.phase 1)) history.storage_1_admitted) (or (not (= storage_2.phase 1)) history.storage_2_admitted) (or (not (= vmotion_1.phase 1)) history.vmotion_1_admitted) (or (not (= vmotion_2.phase 1)) history.vmotion_2_admitted))))))
(check-sat)
(pop 1)

(push 1)
(echo "safe S14f")
(set-info :status unsat)
(assert (and invariant (not (and (= host.used (+ (+ (+ (ite (= storage_1.phase 1) 8 0) (ite (= storage_2.phase 1) 8 0)) (ite (= vmotion_1.phase 1) 2 0)) (ite (= vmotion_2.phase 1) 2 0))) (= network.used (+ (ite (= vmotion_1.phase 1) 1 0) (ite (= vmotion_2.phase 1) 1 0))) (= datastore.used (+ (+ (+ (ite (= storage_1.phase 1) 16 0) (ite (= storage_2.phase 1) 16 0)) (ite (= vmotion_1.phase 1) 1 0)) (ite (= vmotion_2.phase 1) 1 0)))))))
(check-sat)
(pop 1)
