import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DeskProviders } from './app/DeskProviders';
import { ErrorBoundary } from './app/ErrorBoundary';
import { recallLanguage, rememberLanguage } from './app/remembered-language';
import { StaffWindow } from './app/StaffWindow';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <DeskProviders desk={window.desk} language={recallLanguage()} size="desk" onLanguage={rememberLanguage}>
      <ErrorBoundary>
        <StaffWindow />
      </ErrorBoundary>
    </DeskProviders>
  </StrictMode>,
);
