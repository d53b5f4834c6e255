import { useRef, useState, type ReactNode } from 'react';
import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseView, CorrectionRuleView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { atEdge } from '../../../ui/material-url';
import type { ShownRefusal } from '../../../ui/refusal-text';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import { materialName } from '../material-name';
import { addFile, imagesForEvidence, likelyKind, toggleCaseImage, type Evidence } from './evidence';
import { uploadEvidence } from './upload-evidence';
import styles from './correction.module.css';

export interface EvidenceFieldProps {
  view: CaseView;
  rule: CorrectionRuleView | null;
  disabled: boolean;
  value: readonly Evidence[];
  onChange(value: readonly Evidence[]): void;
}

const THUMB_PX = 96;

/** Evidence of a correction: images of the case, or files brought along. */
export function EvidenceField({ view, rule, disabled, value, onChange }: EvidenceFieldProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const images = imagesForEvidence(view, rule);
  const files = value.filter(({ origin }) => origin !== 'material');
  const name = (kind: string): string => materialName(view, kind, language, t);
  return (
    <Form.Item label={t('case:evidence.title')} required={(rule?.evidenceKinds.length ?? 0) > 0}>
      <FileButton view={view} rule={rule} disabled={disabled} onTaken={(sha256, kind) => onChange(addFile(value, sha256, kind))} name={name} />
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map(({ sha256, kind }) => (
            <li key={sha256}>
              <img src={atEdge(`material://image/${sha256}`, THUMB_PX * 2)} alt={t('case:evidence.file', { kind: name(kind) })} />
              <span>{t('case:evidence.file', { kind: name(kind) })}</span>
              <Button size="small" disabled={disabled} onClick={() => onChange(value.filter((item) => item.sha256 !== sha256))}>{t('case:evidence.remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.orFrom}>{t('case:evidence.ofCase')}</p>
      <ul className={styles.ofCase}>
        {images.map((image) => (
          <li key={image.sha256}>
            <Checkbox disabled={disabled} checked={value.some(({ sha256 }) => sha256 === image.sha256)} onChange={() => onChange(toggleCaseImage(value, image))}>
              <span className={styles.caseImage}>
                <img src={atEdge(image.url, THUMB_PX * 2)} alt="" loading="lazy" />
                {t('case:evidence.image', { kind: name(image.kind), n: image.n })}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Form.Item>
  );
}

interface FileButtonProps {
  view: CaseView;
  rule: CorrectionRuleView | null;
  disabled: boolean;
  onTaken(sha256: string, kind: string): void;
  name(kind: string): string;
}

function FileButton({ view, rule, disabled, onTaken, name }: FileButtonProps): ReactNode {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState(likelyKind(rule));
  const [taking, setTaking] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal | null>(null);
  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setTaking(true);
    const reply = await uploadEvidence(view.registrationNo, file);
    setTaking(false);
    setRefusal(reply.ok ? null : reply.error);
    if (reply.ok) onTaken(reply.value.sha256, kind);
  }
  const kinds = [...new Set([...(rule?.evidenceKinds ?? []), 'OTHER'])];
  return (
    <>
      <div className={styles.upload}>
        <Select aria-label={t('case:evidence.kind')} value={kind} disabled={disabled} onChange={setKind} className={styles.kind ?? ''} options={kinds.map((value) => ({ value, label: name(value) }))} />
        <Button icon={<PaperClipOutlined />} disabled={disabled} loading={taking} onClick={() => chooser.current?.click()}>{t('case:evidence.upload')}</Button>
        <input ref={chooser} type="file" accept="image/jpeg,image/png" className="visually-hidden" tabIndex={-1} aria-label={t('case:evidence.upload')}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }} />
      </div>
      <RefusalNotice refusal={refusal} onClose={() => setRefusal(null)} />
    </>
  );
}
