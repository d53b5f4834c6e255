import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DeskProviders } from './app/DeskProviders';
import { CandidateWindow } from './candidate/CandidateWindow';
import { LANGUAGES } from './i18n/language';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <DeskProviders desk={window.desk} language={LANGUAGES[0]} size="touch">
      <CandidateWindow />
    </DeskProviders>
  </StrictMode>,
);
