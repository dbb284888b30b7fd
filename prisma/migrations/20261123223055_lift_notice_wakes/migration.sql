-- Once the notice of a lift was sent, the workflow of its case looks again: until then it waits without asking.
CREATE OR REPLACE FUNCTION note_lift_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE restriction SET lift_notice_sent_at = coalesce(NEW.sent_at, now()) WHERE lift_letter_id = NEW.id AND lift_notice_sent_at IS NULL AND lifted_at IS NULL;
  INSERT INTO outbox (kind, target_id) SELECT 'nudge', request_id FROM restriction WHERE lift_letter_id = NEW.id AND lifted_at IS NULL;
  RETURN NULL;
END
$$;
