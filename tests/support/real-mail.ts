import { createMailer } from '../../adapters/mail/outgoing/mailer.js';
import { sendLetter } from '../../adapters/mail/outgoing/send-letter.js';
import type { Office } from './office.js';
import { startSmtpSink } from './smtp-sink.js';

/** A real mail server beside an office, whose letters are otherwise only counted. */
export async function openRealMail(office: Office) {
  const { pool } = office.foundation;
  const sink = await startSmtpSink({ isSecure: false });
  const mailer = createMailer({ url: sink.url });
  return {
    /** Sends the newest letter of this code over SMTP, as the mail room would, and gives it as its addressee reads it. */
    async deliver(reference: string, code: string) {
      const { rows } = await pool.query<{ id: string }>(
        `UPDATE letter SET status = 'queued', sent_at = NULL WHERE id =
           (SELECT id FROM letter WHERE request_id = $1 AND code = $2 ORDER BY created_at DESC, id DESC LIMIT 1) RETURNING id`,
        [await office.idOf(reference), code],
      );
      const known = sink.mails.length;
      const result = await sendLetter({ ...office.foundation, mailer }, rows[0]?.id ?? '');
      const mail = sink.mails[known];
      if (result !== 'sent' || mail === undefined) throw new Error(`the letter ${code} was not sent: ${result}`);
      const addressees = [mail.to, mail.cc, mail.bcc].flat().flatMap((one) => one?.value.map(({ address }) => address) ?? []);
      return { addressees, text: mail.text ?? '', subject: mail.subject ?? '' };
    },
    async close() {
      mailer.close();
      await sink.stop();
    },
  };
}
