-- Which words a column takes is seen to by the code that writes and reads it; amounts, and that no second payment or operation
-- is made beside one, by constraints too. PostgreSQL prepares a table's constraints anew for each statement: lists of words
-- in them were two fifths of an UPDATE of checkout.
--
-- An index of what is null in most rows ends with a condition for PostgreSQL alone: H2 has no such indexes, and reads it as a
-- comment. Without it each move of a row would write it again into each of them.
--
-- What is looked up is compared byte by byte on PostgreSQL, too, as H2 does it. By the rules of a language, which are the
-- default of most servers, that would be a third of an UPDATE; and those rules change with the operating system, after which
-- an index no longer finds what is in it.

-- One merchant order to be paid once.
CREATE TABLE checkout (
    id              VARCHAR(25) ${bytewise}   NOT NULL PRIMARY KEY,
    pay_token_hash  VARCHAR(22) ${bytewise}   NOT NULL UNIQUE,
    status          VARCHAR(10) ${bytewise}   NOT NULL,
    status_attempt  INTEGER,
    failure_code    VARCHAR(32),
    failure_reason  VARCHAR(32),
    attention       VARCHAR(32),
    order_id        VARCHAR(50) ${bytewise}   NOT NULL,
    amount_minor    BIGINT        NOT NULL CHECK (amount_minor > 0),
    currency        VARCHAR(3)    NOT NULL,
    description     VARCHAR(1024) NOT NULL,
    methods         VARCHAR(40)   NOT NULL,
    card_token      BYTEA,
    card_user_id    VARCHAR(50),
    card_mask       VARCHAR(40),
    capture_mode    VARCHAR(9)    NOT NULL,
    success_url     VARCHAR(2048) NOT NULL,
    failure_url     VARCHAR(2048) NOT NULL,
    language        VARCHAR(2),
    customer_email  VARCHAR(254),
    customer_phone  VARCHAR(20),
    customer_ip     VARCHAR(45),
    metadata        VARCHAR(70000) NOT NULL,
    expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- When somebody should look whether it can be closed: its expires_at, or a little later while somebody does; null once
    -- it is not open.
    expire_at       TIMESTAMP(6) WITH TIME ZONE,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    version         BIGINT        NOT NULL
);

CREATE INDEX checkout_expire_at ON checkout (expire_at)
    ${postgresql} WHERE expire_at IS NOT NULL
;
CREATE INDEX checkout_created_at ON checkout (created_at, id);
CREATE INDEX checkout_order_id ON checkout (order_id, created_at, id);
CREATE INDEX checkout_status_created_at ON checkout (status, created_at, id);

-- One attempt to pay a checkout. card_token, page_url, pa_req, md and pa_res are sealed with CHECKOUT_KEY, and erased once
-- they have done their work.
CREATE TABLE payment (
    checkout_id       VARCHAR(25) ${bytewise} NOT NULL REFERENCES checkout,
    attempt           INTEGER     NOT NULL,
    order_id          VARCHAR(50) ${bytewise} NOT NULL,
    means             VARCHAR(12) NOT NULL,
    -- What was shown of a saved card when it was chosen.
    means_mask        VARCHAR(40),
    means_brand       VARCHAR(40),
    means_expiry      VARCHAR(5),
    card_token        BYTEA,
    -- HMAC of the saved card's token: refusals of one card are counted by it.
    card_hash         VARCHAR(22) ${bytewise},
    page_url          BYTEA,
    payment_id        VARCHAR(64) ${bytewise} UNIQUE,
    return_token_hash VARCHAR(22) ${bytewise} NOT NULL UNIQUE,
    state             VARCHAR(16) ${bytewise} NOT NULL,
    since             TIMESTAMP(6) WITH TIME ZONE,
    sends             INTEGER,
    opened            BOOLEAN,
    lost              BOOLEAN,
    announced         BOOLEAN,
    acs_url           VARCHAR(2048),
    pa_req            BYTEA,
    md                BYTEA,
    pa_res            BYTEA,
    failure_code      VARCHAR(32),
    failure_reason    VARCHAR(32),
    auth_code         VARCHAR(64),
    reference         VARCHAR(64),
    card_mask         VARCHAR(40),
    card_brand        VARCHAR(40),
    three_ds          BOOLEAN,
    paid_at           TIMESTAMP(6) WITH TIME ZONE,
    captured_minor    BIGINT      CHECK (captured_minor > 0),
    refunded_minor    BIGINT      CHECK (refunded_minor >= 0),
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ask_at            TIMESTAMP(6) WITH TIME ZONE,
    -- The checkout's id while this payment is live or in doubt: no second payment can be made beside it.
    live_slot         VARCHAR(25) ${bytewise} CHECK (live_slot IS NULL OR live_slot = checkout_id),
    -- The checkout's id if it is this payment that paid it: no second one can.
    paid_slot         VARCHAR(25) ${bytewise} CHECK (paid_slot IS NULL OR paid_slot = checkout_id),
    PRIMARY KEY (checkout_id, attempt)
);

CREATE UNIQUE INDEX payment_live_slot ON payment (live_slot)
    ${postgresql} WHERE live_slot IS NOT NULL
;
CREATE UNIQUE INDEX payment_paid_slot ON payment (paid_slot)
    ${postgresql} WHERE paid_slot IS NOT NULL
;
CREATE INDEX payment_ask_at ON payment (ask_at)
    ${postgresql} WHERE ask_at IS NOT NULL
;
CREATE INDEX payment_card_hash ON payment (card_hash, created_at)
    ${postgresql} WHERE card_hash IS NOT NULL
;

-- The timeline: every state change, call and callback.
CREATE TABLE event (
    id          BIGINT      GENERATED ALWAYS AS IDENTITY (CACHE ${identities}) PRIMARY KEY,
    checkout_id VARCHAR(25) ${bytewise} NOT NULL REFERENCES checkout,
    at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor       VARCHAR(12) NOT NULL,
    type        VARCHAR(40) NOT NULL,
    details     VARCHAR(4000) NOT NULL,
    -- The entry's place in the chain of all entries, and its link: HMAC over the link before it and this row. Null for the
    -- second or two until somebody has linked it. That no two have one place is seen to by the lock of chain_end.
    position    BIGINT,
    link        VARCHAR(64)
);

CREATE INDEX event_checkout_id ON event (checkout_id, id);
CREATE INDEX event_position ON event (position, id);

-- The end of the chain; the one row is locked by whoever makes it longer.
CREATE TABLE chain_end (
    id       INTEGER     NOT NULL PRIMARY KEY CHECK (id = 1),
    position BIGINT      NOT NULL,
    link     VARCHAR(64) NOT NULL
);

INSERT INTO chain_end (id, position, link) VALUES (1, 0, '');

-- What the merchant wants done with money that is held or taken. Remembered before it is sent.
CREATE TABLE operation (
    checkout_id           VARCHAR(25) ${bytewise} NOT NULL REFERENCES checkout,
    number                INTEGER     NOT NULL,
    kind                  VARCHAR(8)  NOT NULL,
    amount_minor          BIGINT      NOT NULL CHECK (amount_minor > 0),
    state                 VARCHAR(8) ${bytewise}  NOT NULL,
    since                 TIMESTAMP(6) WITH TIME ZONE,
    refunded_before_minor BIGINT,
    -- The numbers of the refunds that were listed before, separated by spaces.
    refunds_before        VARCHAR(20000),
    missed_at             TIMESTAMP(6) WITH TIME ZONE,
    code                  VARCHAR(32),
    created_at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- The checkout's id while this operation is sent or in doubt: no second one can be sent beside it.
    sent_slot             VARCHAR(25) ${bytewise} UNIQUE CHECK (sent_slot IS NULL OR sent_slot = checkout_id),
    PRIMARY KEY (checkout_id, number)
);

-- Messages to the merchant, written together with the state they tell of, and delivered in order for each checkout.
CREATE TABLE webhook (
    sequence    BIGINT      GENERATED ALWAYS AS IDENTITY (CACHE ${identities}) PRIMARY KEY,
    id          VARCHAR(32) ${bytewise} NOT NULL UNIQUE,
    checkout_id VARCHAR(25) ${bytewise} NOT NULL REFERENCES checkout,
    type        VARCHAR(32) NOT NULL,
    body        VARCHAR(200000) NOT NULL,
    state       VARCHAR(9) ${bytewise}  NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- When the next try is due; null once it is delivered or given up.
    next_at     TIMESTAMP(6) WITH TIME ZONE,
    tries       INTEGER     NOT NULL,
    -- Since when and since how many tries the schedule counts: sending it again by hand begins it anew.
    round_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    round_tries INTEGER     NOT NULL,
    last_answer VARCHAR(200)
);

CREATE INDEX webhook_next_at ON webhook (next_at)
    ${postgresql} WHERE next_at IS NOT NULL
;
CREATE INDEX webhook_checkout_id ON webhook (checkout_id, sequence);
CREATE INDEX webhook_state ON webhook (state, sequence);

-- Requests with an Idempotency-Key; the response is null until there is one.
CREATE TABLE idempotency_key (
    scope_hash   VARCHAR(22) ${bytewise} NOT NULL PRIMARY KEY,
    request_hash VARCHAR(22) NOT NULL,
    checkout_id  VARCHAR(25) ${bytewise},
    operation    INTEGER,
    status       INTEGER,
    location     VARCHAR(2048),
    body         VARCHAR(200000),
    created_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
