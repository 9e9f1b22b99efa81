-- One merchant order to be paid once.
CREATE TABLE checkout (
    id              VARCHAR(25)   NOT NULL PRIMARY KEY,
    pay_token_hash  VARCHAR(64)   NOT NULL UNIQUE,
    status          VARCHAR(10)   NOT NULL
        CHECK (status IN ('open', 'processing', 'authorized', 'paid', 'failed', 'expired', 'canceled')),
    status_attempt  INTEGER,
    failure_code    VARCHAR(32),
    failure_reason  VARCHAR(32),
    attention       VARCHAR(32),
    order_id        VARCHAR(50)   NOT NULL,
    amount_minor    BIGINT        NOT NULL CHECK (amount_minor > 0),
    currency        VARCHAR(3)    NOT NULL,
    description     VARCHAR(1024) NOT NULL,
    method          VARCHAR(12)   NOT NULL CHECK (method IN ('saved_card', 'three_ds')),
    card_token      VARCHAR(2048),
    card_user_id    VARCHAR(50),
    card_mask       VARCHAR(40),
    capture_mode    VARCHAR(9)    NOT NULL CHECK (capture_mode IN ('automatic', 'manual')),
    success_url     VARCHAR(2048) NOT NULL,
    failure_url     VARCHAR(2048) NOT NULL,
    language        VARCHAR(2),
    customer_email  VARCHAR(254),
    customer_phone  VARCHAR(20),
    customer_ip     VARCHAR(45),
    metadata        VARCHAR(70000) NOT NULL,
    expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    version         BIGINT        NOT NULL
);

CREATE INDEX checkout_status_expires_at ON checkout (status, expires_at);

-- One attempt to pay a checkout. card_token, pa_req, md and pa_res are sealed with CHECKOUT_KEY, and erased once they
-- have done their work.
CREATE TABLE payment (
    checkout_id       VARCHAR(25) NOT NULL REFERENCES checkout,
    attempt           INTEGER     NOT NULL,
    order_id          VARCHAR(50) NOT NULL,
    payment_id        VARCHAR(64) UNIQUE,
    return_token_hash VARCHAR(64) NOT NULL UNIQUE,
    state             VARCHAR(16) NOT NULL,
    since             TIMESTAMP(6) WITH TIME ZONE,
    sends             INTEGER,
    opened            BOOLEAN,
    lost              BOOLEAN,
    acs_url           VARCHAR(2048),
    pa_req            VARCHAR(400000),
    md                VARCHAR(400000),
    pa_res            VARCHAR(400000),
    failure_code      VARCHAR(32),
    failure_reason    VARCHAR(32),
    auth_code         VARCHAR(64),
    reference         VARCHAR(64),
    card_mask         VARCHAR(40),
    card_brand        VARCHAR(40),
    three_ds          BOOLEAN,
    paid_at           TIMESTAMP(6) WITH TIME ZONE,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ask_at            TIMESTAMP(6) WITH TIME ZONE,
    -- The checkout's id while this payment is live or in doubt: no second payment can be made beside it.
    live_slot         VARCHAR(25) UNIQUE CHECK (live_slot IS NULL OR live_slot = checkout_id),
    -- The checkout's id if it is this payment that paid it: no second one can.
    paid_slot         VARCHAR(25) UNIQUE CHECK (paid_slot IS NULL OR paid_slot = checkout_id),
    PRIMARY KEY (checkout_id, attempt)
);

CREATE INDEX payment_ask_at ON payment (ask_at);

-- The timeline: every state change, call and callback.
CREATE TABLE event (
    id          BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checkout_id VARCHAR(25) NOT NULL REFERENCES checkout,
    at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor       VARCHAR(12) NOT NULL,
    type        VARCHAR(40) NOT NULL,
    details     VARCHAR(4000) NOT NULL
);

CREATE INDEX event_checkout_id ON event (checkout_id, id);
