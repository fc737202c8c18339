import { ReasonField, SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import type { StatementPart } from '../form.ts'
import type { StepProps } from './steps.ts'

/** Who applies, who speaks, why, and the promise that is read out. */
export function StatementFields({ draft, faultAt, form, clerk }: StepProps & { readonly clerk: string }) {
  const say = useSay()
  const { statement } = draft.parts
  const { members } = draft.parts.members
  const put = (change: Partial<StatementPart>): void => draft.set('statement', { ...statement, ...change })
  const people = members.map(({ key, name }) => ({
    value: key,
    label: name === '' ? say('没写名字的', 'no name yet') : name,
  }))
  const isOther = statement.speaker !== '' && !members.some(({ key }) => key === statement.speaker)
  return (
    <div className="fields">
      <SelectField
        label={say('谁是申请人', 'Who applies')}
        ask={say('请选', 'Choose')}
        fault={faultAt('statement.applicantKey')}
        value={statement.applicantKey}
        onChange={(applicantKey) => put({ applicantKey })}
        choices={people}
      />
      <ReasonField
        label={
          form === 'short'
            ? say('出了什么事、什么时候', 'What happened, and when')
            : say('家里有什么困难', 'The hardship')
        }
        fault={faultAt('statement.reason')}
        value={statement.reason}
        onChange={(reason) => put({ reason })}
      />
      {form === 'short' ? null : (
        <>
          <SelectField
            label={say('坐在窗口前说话的是谁', 'Who speaks at the window')}
            hint={say(`代办的：${clerk}。两个人的名字都记在留痕里。`, `Entered by ${clerk}; both names are kept.`)}
            ask={say('请选', 'Choose')}
            fault={faultAt('statement.speaker')}
            value={isOther ? 'other' : statement.speaker}
            onChange={(speaker) => put({ speaker: speaker === 'other' ? ' ' : speaker })}
            choices={[...people, { value: 'other', label: say('别的人', 'somebody else') }]}
          />
          {isOther ? (
            <div className="member-grid">
              <TextField
                label={say('这位姓名', 'Name')}
                lengthMax={40}
                value={statement.speaker.trim()}
                onChange={(name) => put({ speaker: name === '' ? ' ' : name })}
              />
              <TextField
                label={say('是申请人的什么人', 'Relation to the applicant')}
                lengthMax={40}
                value={statement.speakerRelation}
                onChange={(speakerRelation) => put({ speakerRelation })}
              />
            </div>
          ) : null}
          <div className={faultAt('statement.hasPromised') === null ? 'field' : 'field bad'}>
            {faultAt('statement.hasPromised') === null ? null : (
              <p className="err">{faultAt('statement.hasPromised')}</p>
            )}
            <label className="opt-row">
              <input
                type="checkbox"
                checked={statement.hasPromised}
                onChange={(event) => put({ hasPromised: event.target.checked })}
              />
              <span>
                <b>{say('已经念给家里人听，家里人承诺：', 'Read to the family, and the family promises:')}</b>
                <span className="hint">
                  {say(
                    '说的都是真的；家里情况有变化会来说；同意依法核对家庭经济状况。',
                    'What is said is true; changes will be told; the means may be checked as the law says.',
                  )}
                  {draft.quotes === null ? '' : `（${draft.quotes.promise}）`}
                </span>
              </span>
            </label>
          </div>
        </>
      )}
    </div>
  )
}
